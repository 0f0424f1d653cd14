"""Videos within a post: a card, and the player's site named on that page alone."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from boards.caching import write_generation
from boards.posts.models import Post
from boards.posts.text.plain_markup import markup_of
from tests.factories import CommentFactory, MemberFactory, PostFactory
from tests.forum.page_rules import broken_rules
from tests.previews.sharing import ready_preview, with_picture

pytestmark = pytest.mark.django_db

ADDRESS = "https://youtu.be/dQw4w9WgXcQ"
PLAYER = "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?autoplay=1&amp;rel=0"


@pytest.fixture
def post() -> Post:
    return PostFactory(body=markup_of(f"앞\n\n{ADDRESS}\n\n뒤"), body_text=f"앞\n{ADDRESS}\n뒤")


def page_of(post: Post, client: Client | None = None) -> str:
    return (client or Client()).get(post.get_absolute_url()).content.decode()


def frames(path: str, client: Client | None = None) -> list[str]:
    """Return what the page at a path may load in frames."""
    policy = (client or Client()).get(path)["Content-Security-Policy"].split("; ")
    return next((part.split()[1:] for part in policy if part.startswith("frame-src")), [])


def test_a_card_stands_in_the_place_of_the_address(post: Post) -> None:
    page = page_of(post)
    before, card, after = (
        page.split("<figure", 1)[0],
        *page.split("<figure", 1)[1].split("</figure>", 1),
    )
    assert before.rstrip().endswith("<p>앞</p>")
    assert after.startswith("\n<p>뒤</p>")
    assert f'data-video="{PLAYER}"' in card
    assert f'href="{ADDRESS}" rel="nofollow ugc noopener"' in card
    assert "YouTube" in card
    assert "<iframe" not in page
    assert "js/video" in page
    assert broken_rules(page) == []


def test_the_stored_text_has_the_address(post: Post) -> None:
    post.refresh_from_db()
    assert "<figure" not in post.body
    assert post.body_text == f"앞\n{ADDRESS}\n뒤"
    feed = Client().get(f"/boards/{post.board.slug}/feed.atom")
    assert feed.status_code != 200 or ADDRESS in feed.content.decode()


@pytest.mark.usefixtures("previews_on")
def test_title_and_picture_come_from_the_preview_and_its_card_is_not_shown_twice(
    post: Post,
) -> None:
    preview = with_picture(ready_preview(post, address=ADDRESS, title='노래 "하나" <b>'))
    page = page_of(post)
    assert page.count("노래 &quot;하나&quot; &lt;b&gt;") == 2  # the card, and the name of the frame
    assert f'src="/previews/{preview.picture}.webp"' in page
    assert "link-cards" not in page


@pytest.mark.usefixtures("previews_on")
def test_other_links_keep_their_cards(post: Post) -> None:
    post.body += markup_of("https://a.example/x")
    post.save()
    ready_preview(post, address=ADDRESS, title="노래")
    ready_preview(post, address="https://a.example/x", title="기사")
    page = page_of(post)
    assert "노래" not in page.split('class="link-cards"')[1]
    assert "기사" in page.split('class="link-cards"')[1]


def test_only_its_own_page_names_the_player(post: Post) -> None:
    other = PostFactory(board=post.board, body=markup_of(f"보세요 {ADDRESS}"))
    CommentFactory(post=other, text=ADDRESS)
    paths = [
        "/",
        post.board.get_absolute_url(),
        other.get_absolute_url(),
        "/nothing/",
        "/search/?q=a",
    ]
    assert [frames(path) for path in paths] == [[]] * len(paths)
    assert frames(post.get_absolute_url()) == ["https://www.youtube-nocookie.com"]
    member = Client()
    member.force_login(MemberFactory())
    assert frames(post.get_absolute_url(), member) == ["https://www.youtube-nocookie.com"]
    assert frames(other.get_absolute_url(), member) == []


def test_only_the_players_that_the_post_needs_are_named(post: Post) -> None:
    post.body = markup_of("https://vimeo.com/76979871\n\nhttps://tv.naver.com/v/123")
    post.save()
    assert frames(post.get_absolute_url()) == ["https://player.vimeo.com", "https://tv.naver.com"]


def test_a_comment_keeps_its_link(post: Post) -> None:
    other = PostFactory()
    CommentFactory(post=other, text=ADDRESS)
    assert "<figure" not in page_of(other)


def test_whoever_may_not_read_the_post_is_told_no_player(post: Post) -> None:
    Post.objects.filter(pk=post.pk).update(state="deleted")
    assert frames(post.get_absolute_url()) == []


def test_switched_off_it_is_a_link_again(post: Post, settings: Settings) -> None:
    settings.VIDEO_SITES = []
    page = page_of(post)
    assert "<figure" not in page
    assert "js/video" not in page
    assert f'<a href="{ADDRESS}"' in page
    assert frames(post.get_absolute_url()) == []


def test_a_cached_page_keeps_its_policy(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(write_generation, "_memory", None)
    write_generation.share()
    plain = PostFactory(board=post.board)
    client = Client()
    for _ in range(2):
        assert frames(post.get_absolute_url(), client) == ["https://www.youtube-nocookie.com"]
        assert frames(plain.get_absolute_url(), client) == []
    first = client.get(post.get_absolute_url())
    again = client.get(post.get_absolute_url(), headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304
    assert "frame-src https://www.youtube-nocookie.com" in again["Content-Security-Policy"]


def test_a_card_asks_the_database_for_nothing_without_previews(
    post: Post, settings: Settings
) -> None:
    counts = []
    for sites in (["youtube"], []):
        settings.VIDEO_SITES = sites
        page_of(post)
        with CaptureQueriesContext(connection) as queries:
            page_of(post)
        counts.append(len(queries))
    assert counts[0] == counts[1]
