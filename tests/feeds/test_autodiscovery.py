"""Pages tell browsers and readers of their feeds."""

import re

import pytest

from boards.access import Access
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

ALTERNATE = re.compile(
    r'<link rel="alternate" type="application/atom\+xml" title="([^"]+)" href="([^"]+)">'
)


@pytest.fixture
def post():
    post = PostFactory(title='"세금" & <신고>')
    post.tags.add("세금")
    return post


def feeds_of(client, path):
    return [path for _, path in ALTERNATE.findall(client.get(path).content.decode())]


def test_each_page_names_its_own_feed_and_then_that_of_the_site(client, post):
    board = post.board.get_absolute_url()
    assert feeds_of(client, "/") == ["/feed.atom"]
    assert feeds_of(client, board) == [f"{board}feed.atom", "/feed.atom"]
    assert feeds_of(client, f"{board}?tag=세금") == [f"{board}feed.atom", "/feed.atom"]
    assert feeds_of(client, "/tags/세금/") == [
        "/tags/%EC%84%B8%EA%B8%88/feed.atom",
        "/feed.atom",
    ]
    member = f"/members/{post.author_id}/"
    assert feeds_of(client, member) == [f"{member}feed.atom", "/feed.atom"]
    assert feeds_of(client, post.get_absolute_url()) == [
        f"/posts/{post.pk}/comments.atom",
        "/feed.atom",
    ]


@pytest.mark.parametrize("path", ["/", "/boards/{board}/", "/tags/세금/", "/posts/{post}/"])
def test_every_feed_that_a_page_names_is_there(client, post, path):
    page = path.format(board=post.board.slug, post=post.pk)
    for address in feeds_of(client, page):
        assert client.get(address).status_code == 200
    for address in re.findall(r'href="([^"]+\.rss)"', client.get(page).content.decode()):
        assert client.get(address).status_code == 200


def test_lists_have_a_link_to_follow_them(client, post):
    page = client.get(post.board.get_absolute_url()).content.decode()
    assert f'href="{post.board.get_absolute_url()}feed.rss"' in page
    assert 'href="/feed.rss"' in client.get("/").content.decode()


def test_no_reader_is_sent_to_what_guests_may_not_read(client):
    author = MemberFactory()
    closed = PostFactory(board=BoardFactory(read_access=Access.MEMBERS), author=author)
    secret = PostFactory(is_secret=True, author=author)
    client.force_login(author)
    for path in (
        closed.board.get_absolute_url(),
        closed.get_absolute_url(),
        secret.get_absolute_url(),
    ):
        assert feeds_of(client, path) == ["/feed.atom"]
        assert "feed.rss" not in client.get(path).content.decode()
