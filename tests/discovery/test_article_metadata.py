"""What an article page says to search engines and to the sites on which its link is shared."""

from datetime import UTC, datetime

import jsonschema
import pytest
from pyld import jsonld

from boards.access import Access
from boards.counters.models import ViewTotal
from boards.discovery.texts import description_of
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.publish_comment import publish_comment
from boards.posts.models import Comment, Post, PostCounts
from boards.posts.reactions.actions.recommend import recommend_post
from boards.posts.states import State
from tests.discovery.forum_schema import BREADCRUMBS, DISCUSSION
from tests.discovery.reading import Head
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CommentFactory,
    MemberFactory,
    PostFactory,
    UploadFactory,
)

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


@pytest.fixture
def post():
    post = PostFactory(
        board=BoardFactory(slug="tax", name_ko="세금", name_en="Tax"),
        author=MemberFactory(handle="vubui"),
        title="저축 <이야기> & 401k",
        body="<p>첫 문단입니다.</p><p>둘째 </script> 문단</p>",
        posted_at=datetime(2025, 1, 28, 15, 58, 7, tzinfo=UTC),
    )
    post.tags.add("세금", "401k")
    return post


def head_of(client, post, query="", **headers):
    headers = {"accept-language": "ko", **headers}
    return Head(client.get(f"{post.get_absolute_url()}{query}", headers=headers))


class TestAddresses:
    def test_every_version_names_all_and_itself_as_the_canonical_one(self, client, post):
        path = f"{SITE}/posts/{post.pk}/"
        versions = {"ko": f"{path}?lang=ko", "en": f"{path}?lang=en", "x-default": path}
        for query, canonical in (
            ("", path),
            ("?lang=ko", versions["ko"]),
            ("?lang=en", versions["en"]),
        ):
            head = head_of(client, post, query)
            assert head.versions == versions
            assert head.canonical == [canonical] == head.all_of("og:url")

    @pytest.mark.parametrize(
        "query",
        ["?board=tax", "?utm_source=x&fbclid=y", "?order=newest", "?comments=1", "?lang=fr"],
    )
    def test_what_makes_no_other_page_is_left_out(self, client, post, query):
        assert head_of(client, post, query).canonical == [f"{SITE}/posts/{post.pk}/"]

    def test_a_later_page_of_comments_is_a_page_of_its_own(self, client, post):
        Comment.objects.bulk_create(
            Comment(post=post, author=post.author, text=f"{n}", body=f"<p>{n}</p>")
            for n in range(51)
        )
        PostCounts.objects.create(post=post, comments=51)
        head = head_of(client, post, "?comments=2&board=tax")
        assert head.canonical == [f"{SITE}/posts/{post.pk}/?comments=2"]
        assert head.versions["en"] == f"{SITE}/posts/{post.pk}/?comments=2&lang=en"
        discussion = head.nodes()["DiscussionForumPosting"]
        assert [comment["text"] for comment in discussion["comment"]] == ["50"]
        assert discussion["url"] == f"{SITE}/posts/{post.pk}/"

    def test_the_address_of_a_language_wins_for_one_answer(self, client, post):
        client.post("/language/", {"language": "ko"})
        english = client.get(post.get_absolute_url(), {"lang": "en"})
        assert '<html lang="en">' in english.content.decode()
        assert english.headers["Content-Language"] == "en"
        assert not english.cookies
        assert '<html lang="ko">' in client.get(post.get_absolute_url()).content.decode()

    def test_the_address_of_a_language_wins_over_the_members_own(self, client, post):
        client.force_login(MemberFactory(language="ko"))
        page = client.get(post.get_absolute_url(), {"lang": "en"}).content.decode()
        assert '<html lang="en">' in page

    def test_the_switch_leads_away_from_the_address_of_a_language(self, client, post):
        path = f"{post.get_absolute_url()}?lang=en&board=tax"
        response = client.post("/language/", {"language": "ko", "next": path})
        assert response["Location"] == f"{post.get_absolute_url()}?board=tax"


class TestSharing:
    def test_tells_title_description_board_tags_and_time(self, client, post):
        head = head_of(client, post)
        assert head.one("og:type") == "article"
        assert head.one("og:title") == "저축 <이야기> & 401k" == head.one("twitter:title")
        assert head.one("og:description") == "첫 문단입니다. 둘째 문단"
        assert head.one("description") == head.one("twitter:description")
        assert head.one("og:site_name") == "모두의 게시판"
        assert head.one("article:section") == "세금"
        assert set(head.all_of("article:tag")) == {"세금", "401k"}
        assert head.one("article:published_time") == "2025-01-28T10:58:07-05:00"
        assert head.one("twitter:card") == "summary_large_image"

    @pytest.mark.parametrize(
        "language, here, there", [("ko", "ko_KR", "en_US"), ("en", "en_US", "ko_KR")]
    )
    def test_tells_its_language(self, client, post, language, here, there):
        head = head_of(client, post, f"?lang={language}")
        assert head.all_of("og:locale") == [here]
        assert head.all_of("og:locale:alternate") == [there]

    def test_a_long_text_is_described_by_its_beginning(self, client):
        post = PostFactory(body=f"<p>{'세금 신고를 어떻게 하나요? ' * 40}</p>")
        description = head_of(client, post).one("description")
        assert 100 < len(description) <= 160
        assert description.endswith("…")

    def test_the_first_picture_stands_for_the_post(self, client):
        upload = UploadFactory()
        source = f"/uploads/{upload.pk}/960.webp"
        markup = f'<p><img src="{source}" alt="표 &amp; 그림" width="1200" height="800"></p>'
        head = head_of(client, PostFactory(body=markup))
        assert head.one("og:image") == f"{SITE}{source}"
        assert head.one("og:image:width") == "1200"
        assert head.one("og:image:alt") == "표 & 그림"

    def test_without_a_picture_a_card_does_which_is_there(self, client, post):
        head = head_of(client, post)
        address = head.one("og:image")
        assert address.startswith(f"{SITE}/posts/{post.pk}/card.png?lang=ko&v=")
        assert address == head.one("twitter:image")
        assert client.get(address.removeprefix(SITE))["Content-Type"] == "image/png"

    def test_names_where_it_is_to_be_had_as_oembed(self, client, post):
        (link,) = head_of(client, post).tree.xpath("//link[@type='application/json+oembed']")
        assert client.get(link.get("href").removeprefix(SITE)).json()["title"] == post.title


class TestStructuredData:
    def test_is_what_google_asks_for(self, client, post):
        ViewTotal.objects.create(post=post, total=2281)
        recommend_post(post=post, by=MemberFactory())
        first = CommentFactory(post=post, text="첫 댓글 </script>")
        CommentFactory(post=post, text="답글", parent=first)
        CommentFactory(post=post, text="다음 댓글")
        nodes = head_of(client, post).nodes()
        discussion = nodes["DiscussionForumPosting"]
        jsonschema.validate(discussion, DISCUSSION)
        assert discussion["headline"] == post.title
        assert discussion["text"] == "첫 문단입니다.\n둘째 문단"
        assert discussion["author"] == {
            "@type": "Person",
            "name": "vuxxxxx",
            "url": f"{SITE}/members/{post.author_id}/",
        }
        counts = {
            counter["interactionType"].rpartition("/")[2]: counter["userInteractionCount"]
            for counter in discussion["interactionStatistic"]
        }
        assert counts == {"ViewAction": 2281, "LikeAction": 1, "CommentAction": 3}
        assert set(discussion["keywords"]) == {"세금", "401k"}
        assert discussion["isPartOf"]["url"] == f"{SITE}/boards/tax/"
        assert discussion["inLanguage"] == "ko"
        top = discussion["comment"]
        assert [comment["text"] for comment in top] == ["첫 댓글 </script>", "다음 댓글"]
        assert [comment["text"] for comment in top[0]["comment"]] == ["답글"]

    def test_breadcrumbs_lead_from_home_over_the_board(self, client, post):
        crumbs = head_of(client, post).nodes()["BreadcrumbList"]
        jsonschema.validate(crumbs, BREADCRUMBS)
        assert [(step["name"], step["item"]) for step in crumbs["itemListElement"]] == [
            ("모두의 게시판", f"{SITE}/"),
            ("세금", f"{SITE}/boards/tax/"),
            (post.title, f"{SITE}/posts/{post.pk}/"),
        ]

    def test_is_linked_data_that_a_library_expands(self, client, post):
        """Every word is a term of schema.org, and every object says which one it is."""
        CommentFactory(post=post)
        node = head_of(client, post).nodes()["DiscussionForumPosting"]
        context = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}
        (expanded,) = jsonld.expand({**node, "@context": context})
        assert expanded["@type"] == ["https://schema.org/DiscussionForumPosting"]
        assert expanded["https://schema.org/url"] == [{"@id": f"{SITE}/posts/{post.pk}/"}]
        (comment,) = expanded["https://schema.org/comment"]
        assert comment["@type"] == ["https://schema.org/Comment"]

    def test_cannot_leave_its_element(self, client, post):
        Post.objects.filter(pk=post.pk).update(title="</script><script>f()</script>\u2028<!--")
        head = head_of(client, post)
        assert head.nodes()["DiscussionForumPosting"]["headline"].startswith("</script><script>f()")
        data = head.markup.split('<script type="application/ld+json">')[1].split("</script>")[0]
        assert not set(data) & {"<", ">", "&", "\u2028"}

    def test_leaves_out_what_is_not_known(self, client):
        post = PostFactory(author=None, posted_at_is_estimated=True, title="hello", body="<p>x</p>")
        head = head_of(client, post)
        discussion = head.nodes()["DiscussionForumPosting"]
        assert not {"author", "datePublished", "dateModified", "inLanguage"} & discussion.keys()
        assert head.all_of("article:published_time") == []

    def test_tells_the_day_where_only_the_day_is_known(self, client):
        post = PostFactory(
            posted_at=datetime(2024, 9, 3, 4, 0, tzinfo=UTC), posted_at_is_day_only=True
        )
        node = head_of(client, post).nodes()["DiscussionForumPosting"]
        assert node["datePublished"] == "2024-09-03"

    def test_deep_threads_stand_as_deep_as_on_the_page(self, client, post):
        parent = None
        for number in range(8):
            parent = CommentFactory(post=post, text=f"깊이 {number}", parent=parent)
        node, depth = head_of(client, post).nodes()["DiscussionForumPosting"], 0
        jsonschema.validate(node, DISCUSSION)
        while "comment" in node:
            node, depth = node["comment"][-1], depth + 1
        assert (depth, node["text"]) == (4, "깊이 7")


class TestSecrets:
    def test_names_are_masked_whoever_looks(self, client, post):
        CommentFactory(post=post, author=MemberFactory(handle="honggildong"))
        head = head_of(client, post).markup.split("</head>")[0]
        assert "vubui" not in head and "honggildong" not in head
        client.force_login(AdminFactory())
        head = head_of(client, post).markup.split("</head>")[0]
        assert "vubui" not in head and "honggildong" not in head

    def test_an_anonymous_author_is_neither_named_nor_linked(self, client):
        author = MemberFactory(handle="whisperer")
        post = PostFactory(
            author=author, anonymous_number=0, board=BoardFactory(allows_anonymous=True)
        )
        publish_comment(post=post, author=author, text="익명 댓글", is_anonymous=True)
        head = head_of(client, post)
        discussion = head.nodes()["DiscussionForumPosting"]
        jsonschema.validate(discussion, DISCUSSION)
        assert "url" not in discussion["author"]
        assert "url" not in discussion["comment"][0]["author"]
        assert f"/members/{author.pk}/" not in head.markup
        assert "whxxxxx" not in head.markup

    def test_secret_hidden_and_deleted_comments_are_not_told(self, client, post):
        moderator = MemberFactory()
        post.board.moderators.add(moderator)
        kept = CommentFactory(post=post, text="남은 댓글")
        hidden = CommentFactory(post=post, text="가려진 댓글")
        publish_comment(post=post, author=MemberFactory(), text="비밀 댓글", is_secret=True)
        CommentFactory(post=post, text="가려진 댓글의 답", parent=hidden)
        hide_comment(comment=hidden, by=moderator)
        for viewer in (None, moderator, post.author):
            if viewer:
                client.force_login(viewer)
            head = head_of(client, post)
            top = head.markup.split("</head>")[0]
            assert "비밀 댓글" not in top and "가려진 댓글<" not in top
        client.logout()
        told = head_of(client, post).nodes()["DiscussionForumPosting"]["comment"]
        assert [comment["text"] for comment in told] == [kept.text, "가려진 댓글의 답"]

    @pytest.mark.parametrize("reason", ["secret", "hidden", "closed"])
    def test_what_is_not_for_everybody_has_no_metadata(self, client, reason):
        author = MemberFactory()
        board = BoardFactory(
            moderators=[author],
            read_access=Access.MEMBERS if reason == "closed" else Access.EVERYONE,
        )
        post = PostFactory(
            author=author,
            board=board,
            is_secret=reason == "secret",
            state=State.HIDDEN if reason == "hidden" else State.PUBLISHED,
        )
        client.force_login(author)
        response = client.get(post.get_absolute_url())
        head = Head(response)
        assert response.status_code == 200
        assert not head.is_indexed
        assert head.canonical == head.all_of("og:title") == []
        assert head.nodes() == {}

    def test_members_get_the_same_metadata_without_the_structured_data(self, client, post):
        guests = head_of(client, post)
        client.force_login(post.author)
        head = head_of(client, post)
        assert head.nodes() == {}
        assert head.canonical == guests.canonical
        assert head.one("og:image") == guests.one("og:image")


def test_a_post_without_a_text_is_not_indexed(client):
    head = head_of(client, PostFactory(body="", author=None, masked_author="kixxxxx"))
    assert not head.is_indexed
    assert head.nodes() == {}


def test_metadata_asks_the_database_nothing(client, post, django_assert_num_queries):
    CommentFactory(post=post)
    client.get(post.get_absolute_url())
    # The post, its comments and tags, notices, rows above and below, boards of the header.
    with django_assert_num_queries(7):
        client.get(post.get_absolute_url())


def test_a_description_is_cut_between_characters():
    family = "👨\u200d👩\u200d👧\u200d👦"
    assert description_of(family * 160) == family * 160
    assert description_of(family * 161) == family * 159 + "…"
    assert description_of("세금 " * 3000).endswith("세금…")
