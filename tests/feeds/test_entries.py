"""What a feed says of its posts and comments, in both syntaxes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from boards.feeds import entries
from boards.feeds.channels import BEGINNING
from boards.posts.models import Post
from boards.posts.writing.actions.edit_post import edit_post, version_of
from tests.factories import (
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)
from tests.feeds.reading import KINDS, SYNTAXES, address, read, titles

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("syntax", SYNTAXES)]

POSTED = datetime(2026, 3, 1, 9, 30, 15, tzinfo=UTC)
EDITED = datetime(2026, 3, 5, 10, 0, 0, tzinfo=UTC)


def moment(parts):
    return datetime(*parts[:6], tzinfo=UTC)


@pytest.fixture
def post():
    author = MemberFactory(handle="honggildong")
    post = PostFactory(
        author=author, title="세금 < 신고 & “질문”", posted_at=POSTED, edited_at=EDITED
    )
    post.tags.add("세금", "Tax")
    return post


def test_an_entry_has_all_that_a_reader_shows(client, post, syntax):
    feed = read(client, address(post, "site", syntax))
    (entry,) = feed.entries
    assert entry.title == post.title
    assert entry.link == f"http://testserver/posts/{post.pk}/"
    assert entry.id == f"tag:testserver,2026:post/{post.pk}"
    assert entry.author == "hoxxxxx"
    assert [tag.term for tag in entry.tags] == [post.board.name, "세금", "Tax"]
    assert moment(entry.published_parsed) == POSTED
    assert moment(entry.updated_parsed) == EDITED
    assert entry.summary == post.body_text
    assert entry.content[-1].value == post.body
    assert feed.feed.language == "en"
    assert b"honggildong" not in client.get(address(post, "site", syntax)).content


def test_a_comment_says_what_it_answers(client, post, syntax):
    asked = CommentFactory(post=post, text="언제까지인가요?")
    answer = CommentFactory(post=post, parent=asked, text="4월이요")
    feed = client.get(address(post, "comments", syntax)).content.decode()
    newest, oldest = read(client, address(post, "comments", syntax)).entries
    assert (newest.summary, oldest.summary) == ("4월이요", "언제까지인가요?")
    assert newest.id == f"tag:testserver,2026:comment/{answer.pk}"
    assert newest.link == f"http://testserver/comments/{answer.pk}/"
    assert f'ref="tag:testserver,2026:comment/{asked.pk}"' in feed
    assert f'ref="tag:testserver,2026:post/{post.pk}"' in feed


def test_mentions_are_masked(client, post, syntax):
    CommentFactory(post=post, text="@honggildong 고마워요")
    (entry,) = read(client, address(post, "comments", syntax)).entries
    assert entry.summary == "@hoxxxxx 고마워요"
    assert b"honggildong" not in client.get(address(post, "comments", syntax)).content


@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_says_where_it_is_and_what_it_shows(client, post, kind, syntax):
    path = address(post, kind, syntax)
    feed = read(client, path).feed
    links = {link.rel: link.href for link in feed.links}
    page = "/all/" if kind == "site" else path.rpartition("/")[0] + "/"
    assert links["alternate"] == f"http://testserver{page}".replace("세금", "%EC%84%B8%EA%B8%88")
    assert links["self"] == f"http://testserver{path}".replace("세금", "%EC%84%B8%EA%B8%88")
    assert feed.title
    assert feed.subtitle


def test_ids_outlive_edits_moves_and_new_names(client, post, syntax):
    def ids():
        path = address(post, "board", syntax)
        return [entry.id for entry in read(client, path).entries], read(client, path).feed.get("id")

    before = ids()
    edit_post(
        post=post, by=post.author, version=version_of(post), title="다른 제목", body="<p>딴 글</p>"
    )
    post.board.slug, post.board.name_en = "elsewhere", "Elsewhere"
    post.board.save()
    post.refresh_from_db()
    assert ids() == before
    Post.objects.update(board=BoardFactory())
    post.refresh_from_db()
    assert ids()[0] == before[0]


class TestUpdated:
    def test_is_the_newest_change_of_all_entries(self, client, post, syntax):
        PostFactory(board=post.board, posted_at=EDITED - timedelta(days=1))
        assert moment(read(client, address(post, "board", syntax)).feed.updated_parsed) == EDITED

    def test_follows_an_edit(self, client, post, syntax):
        edit_post(
            post=post, by=post.author, version=version_of(post), title=post.title, body="<p>새</p>"
        )
        edited = Post.objects.get().edited_at.replace(microsecond=0)
        feed = read(client, address(post, "site", syntax))
        assert moment(feed.feed.updated_parsed) == edited
        assert moment(feed.entries[0].updated_parsed) == edited

    def test_is_told_of_a_feed_with_nothing_in_it(self, client, syntax):
        board, member = BoardFactory(), MemberFactory()
        post = PostFactory(posted_at=POSTED)
        for path, updated in [
            (f"/boards/{board.slug}/feed.{syntax}", BEGINNING),
            (f"/members/{member.pk}/feed.{syntax}", member.joined_at.replace(microsecond=0)),
            (address(post, "comments", syntax), POSTED),
        ]:
            feed = read(client, path)
            assert feed.entries == []
            assert moment(feed.feed.updated_parsed) == updated

    def test_is_all_that_is_said_of_an_unknown_date(self, client, syntax):
        post = PostFactory(posted_at=POSTED, posted_at_is_estimated=True)
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert "published" not in entry
        assert moment(entry.updated_parsed) == POSTED


def test_an_unknown_author_is_called_so_and_a_masked_one_by_the_mask(client, syntax):
    PostFactory(author=None, masked_author="vuxxxxx", title="하나", posted_at=POSTED)
    PostFactory(author=None, title="둘", posted_at=EDITED)
    shown = read(client, f"/feed.{syntax}").entries
    assert [entry.author for entry in shown] == ["Author unknown", "vuxxxxx"]


def test_a_post_without_text_says_why(client, syntax):
    PostFactory(body="", source="한국일보", link="https://example.org/?a=1&b=2")
    (entry,) = read(client, f"/feed.{syntax}").entries
    assert entry.summary.startswith("This post was brought over")
    assert "Source: 한국일보" in entry.content[-1].value
    assert 'href="https://example.org/?a=1&amp;b=2"' in entry.content[-1].value


class TestTexts:
    def test_are_whole_or_begin_only(self, client, post, syntax):
        Post.objects.update(body=f"<p>{'가' * 500}</p>", body_text="가" * 500)
        path = address(post, "site", syntax)
        (whole,) = read(client, path).entries
        (begun,) = read(client, path, content="excerpt").entries
        assert whole.content[-1].value == f"<p>{'가' * 500}</p>"
        assert begun.summary == whole.summary == "가" * 300 + "…"
        assert begun.get("content", [{"value": begun.summary}])[0]["value"] == begun.summary
        assert "가" * 301 not in client.get(path, {"content": "excerpt"}).content.decode()
        links = read(client, path, content="excerpt").feed.links
        assert f"http://testserver{path}?content=excerpt" in [link.href for link in links]

    def test_are_cut_between_characters_as_people_see_them(self, client, post, syntax):
        family = "👨\u200d👩\u200d👧"
        Post.objects.update(body="<p>…</p>", body_text=family * 301)
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert entry.summary == family * 300 + "…"

    @pytest.mark.parametrize(
        ("written", "read_as"),
        [
            ('<a href="/x?a=1&amp;b=2#c">', 'href="http://testserver/x?a=1&amp;b=2#c"'),
            ('<a href="#below">', 'href="http://testserver/posts/{pk}/#below"'),
            ('<a href="next">', 'href="http://testserver/posts/{pk}/next"'),
            ('<a href="../9/">', 'href="http://testserver/posts/9/"'),
            ('<a href="?page=2">', 'href="http://testserver/posts/{pk}/?page=2"'),
            ('<a href="//example.org/x">', 'href="http://example.org/x"'),
            ('<a href="https://example.org/">', 'href="https://example.org/"'),
            ('<a href="mailto:a@example.org">', 'href="mailto:a@example.org"'),
            ('<img src="/x.png" alt="/x">', 'src="http://testserver/x.png" alt="/x"'),
            ('<p>type href="/x" here</p>', '<p>type href="/x" here</p>'),
            ('<a href="/a>b" title="1 > 0">', 'href="http://testserver/a&gt;b" title="1 > 0"'),
        ],
    )
    def test_lead_from_anywhere_to_where_the_page_leads(self, client, syntax, written, read_as):
        post = PostFactory(body=f"<p>글</p>{written}글")
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert read_as.format(pk=post.pk) in entry.content[-1].value.replace("&gt; 0", "> 0")

    def test_hold_no_address_that_is_broken(self, client, syntax):
        post = PostFactory()
        Post.objects.update(body='<p><a href="http://[">글</a></p>')
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert entry.content[-1].value == "<p><a>글</a></p>"


class TestPictures:
    def test_stand_for_their_posts_with_type_and_size(self, client, post, syntax):
        picture = UploadFactory(owner=post.author, post=post)
        other = UploadFactory(owner=post.author, post=post)
        Post.objects.update(
            body=f'<p><img src="/elsewhere.png" alt=""><img src="{picture.get_absolute_url()}" '
            f'alt="" width="1200" height="800" srcset="{picture.url_of(480)} 480w" sizes="44rem" '
            f'loading="lazy"><img src="{other.get_absolute_url()}" alt=""></p>'
        )
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert entry.media_content == [
            {
                "url": f"http://testserver{picture.url_of(960)}",
                "type": "image/webp",
                "medium": "image",
                "width": "960",
                "height": "640",
            }
        ]
        assert entry.media_thumbnail[0]["url"] == f"http://testserver{picture.url_of(480)}"
        assert "srcset" not in entry.content[-1].value
        assert 'src="/' not in entry.content[-1].value

    def test_of_another_post_stand_for_nothing(self, client, post, syntax):
        picture = UploadFactory(owner=post.author, post=PostFactory(is_secret=True))
        Post.objects.filter(pk=post.pk).update(
            body=f'<p><img src="{picture.get_absolute_url()}" alt=""></p>'
        )
        (entry,) = read(client, address(post, "site", syntax)).entries
        assert "media_content" not in entry


def test_the_newest_thirty_are_shown_newest_first(client, syntax):
    board, author = BoardFactory(), MemberFactory()
    now = timezone.now()
    for n in range(33):
        PostFactory(board=board, author=author, title=f"글 {n}", posted_at=now - timedelta(hours=n))
    assert titles(client, f"/feed.{syntax}") == [f"글 {n}" for n in range(30)]


@pytest.mark.parametrize("latest", [1, 20, 40, 3000])
def test_a_tag_has_its_newest_thirty_however_old_they_are(client, syntax, latest, monkeypatch):
    monkeypatch.setattr(entries, "LATEST", latest)
    board, author = BoardFactory(), MemberFactory()
    now = timezone.now()
    # Brought over from elsewhere: what came last was not posted last.
    for n in reversed(range(66)):
        post = PostFactory(
            board=board, author=author, title=f"글 {n}", posted_at=now - timedelta(hours=65 - n)
        )
        post.tags.add("짝수" if n % 2 == 0 else "홀수")
    assert titles(client, f"/tags/짝수/feed.{syntax}") == [f"글 {n}" for n in range(64, 4, -2)]


def test_feeds_speak_the_language_of_who_asks(client, post, syntax):
    korean = client.get(address(post, "site", syntax), headers={"accept-language": "ko"})
    assert post.board.name_ko in korean.content.decode()
    assert post.board.name_en not in korean.content.decode()
    assert "Accept-Language" in korean["Vary"]
