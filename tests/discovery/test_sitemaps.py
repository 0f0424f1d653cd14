"""The sitemap and robots.txt."""

from datetime import UTC, datetime
from urllib.robotparser import RobotFileParser

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from lxml import etree

from boards.access import Access
from boards.discovery import sitemaps
from boards.posts.models import Post, PostCounts
from boards.posts.states import State
from tests.discovery.reading import SITEMAP, Head, addresses_in
from tests.factories import BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"
POSTS = sitemaps.KINDS["posts"]


def address(thing):
    return f"{SITE}{thing.get_absolute_url()}"


def paths(kind, part, size):
    return [page.path for page in sitemaps.pages_of(sitemaps.KINDS[kind], part, size=size)]


def test_the_index_leads_to_every_page_once(client):
    posts = [PostFactory(board=BoardFactory(name_en="Tax")) for _ in range(2)]
    for post in posts:
        post.tags.add("세금")
    parts = addresses_in(client.get("/sitemap.xml"))
    found = [found for part in parts for found in addresses_in(client.get(part.removeprefix(SITE)))]
    expected = [*posts, *(post.board for post in posts), *(post.author for post in posts)]
    assert sorted(found) == sorted(
        [
            f"{SITE}/",
            f"{SITE}/all/",
            f"{SITE}/best/",
            f"{SITE}/tags/%EC%84%B8%EA%B8%88/",
            *map(address, expected),
        ]
    )


def test_every_page_in_it_is_indexed_under_that_address(client):
    for _ in range(2):
        post = PostFactory()
        post.tags.add("세금 신고")
        PostCounts.objects.create(post=post, recommends=1)
    for part in addresses_in(client.get("/sitemap.xml")):
        for page in addresses_in(client.get(part.removeprefix(SITE))):
            head = Head(client.get(page.removeprefix(SITE)))
            assert head.canonical == [page]


def test_what_is_not_for_everybody_or_has_no_text_is_not_in_it(client):
    author = MemberFactory()
    board = BoardFactory()
    shown = PostFactory(board=board, author=author)
    PostFactory(board=board, is_secret=True).tags.add("비밀")
    PostFactory(board=board, state=State.HIDDEN)
    PostFactory(board=board, state=State.DELETED)
    PostFactory(board=board, body="", author=None)
    PostFactory(board=board, anonymous_number=0)
    closed = BoardFactory(read_access=Access.MEMBERS)
    PostFactory(board=closed)
    BoardFactory()
    assert addresses_in(client.get("/sitemap-posts-1.xml"))[0] == address(shown)
    assert len(addresses_in(client.get("/sitemap-posts-1.xml"))) == 2
    assert addresses_in(client.get("/sitemap-members-1.xml")) == [address(author)]
    assert addresses_in(client.get("/sitemap-lists.xml"))[3:] == [address(board)]
    assert client.get("/sitemap-tags-1.xml").status_code == 404


def test_it_tells_when_a_post_changed_last_as_far_as_that_is_known(client):
    moment = datetime(2025, 1, 28, 15, 58, 7, tzinfo=UTC)
    PostFactory(posted_at=moment)
    PostFactory(posted_at=moment, edited_at=moment.replace(year=2026))
    PostFactory(posted_at=moment, posted_at_is_estimated=True)
    content = b"".join(client.get("/sitemap-posts-1.xml").streaming_content)
    entries = etree.fromstring(content)
    assert [entry.findtext(f"{SITEMAP}lastmod") for entry in entries] == [
        "2025-01-28T15:58:07+00:00",
        "2026-01-28T15:58:07+00:00",
        None,
    ]


class TestParts:
    def test_together_hold_every_post_once_in_the_order_of_ids(self):
        posts = [PostFactory() for _ in range(7)]
        numbers = list(sitemaps.parts_of(POSTS.rows(), size=3))
        found = [path for number in numbers for path in paths("posts", number, 3)]
        assert found == [post.get_absolute_url() for post in posts]
        assert all(len(paths("posts", number, 3)) <= 3 for number in numbers)

    def test_without_a_page_are_not_named(self):
        kept = [PostFactory() for _ in range(12)]
        Post.objects.filter(pk__in=[post.pk for post in kept[3:9]]).update(state=State.HIDDEN)
        numbers = list(sitemaps.parts_of(POSTS.rows(), size=3))
        assert all(paths("posts", number, 3) for number in numbers)
        assert len(numbers) <= 4

    def test_stay_what_they_are_when_posts_come(self):
        first = PostFactory()
        part = (first.pk - 1) // 3 + 1
        before = paths("posts", part, 3)
        for _ in range(3):
            PostFactory()
        assert paths("posts", part, 3)[: len(before)] == before

    def test_are_found_by_key(self, client):
        PostFactory()
        with CaptureQueriesContext(
            connection,
        ) as captured:
            b"".join(client.get("/sitemap-posts-1.xml").streaming_content)
        assert len(captured) == 1
        for query in captured.captured_queries:
            assert "COUNT(" not in query["sql"].upper()
            assert "OFFSET" not in query["sql"].upper()

    @pytest.mark.parametrize(
        "name", ["posts-0", "posts-2", "posts-999999999999999999999", "drafts-1"]
    )
    def test_that_are_not_there_are_not_found(self, client, name):
        PostFactory()
        assert client.get(f"/sitemap-{name}.xml").status_code == 404


def test_an_empty_site_has_a_valid_sitemap(client):
    assert addresses_in(client.get("/sitemap.xml")) == [f"{SITE}/sitemap-lists.xml"]
    assert client.get("/sitemap.xml")["Content-Type"] == "application/xml; charset=utf-8"


class TestRobots:
    def test_names_the_sitemap(self, client):
        response = client.get("/robots.txt")
        assert response["Content-Type"].startswith("text/plain")
        assert parsed(response).site_maps() == [f"{SITE}/sitemap.xml"]

    @pytest.mark.parametrize(
        "path", ["/", "/posts/1/", "/boards/tax/?page=2", "/tags/x/", "/members/1/"]
    )
    def test_lets_content_be_read(self, client, path):
        assert parsed(client.get("/robots.txt")).can_fetch("Googlebot", f"{SITE}{path}")

    @pytest.mark.parametrize(
        "path", ["/admin/", "/accounts/login/?next=/", "/search/?q=x", "/write/", "/settings/"]
    )
    def test_keeps_crawlers_from_what_is_no_content(self, client, path):
        assert not parsed(client.get("/robots.txt")).can_fetch("Googlebot", f"{SITE}{path}")


def parsed(response):
    """Return the rules as Python's own parser reads them."""
    rules = RobotFileParser()
    rules.parse(response.content.decode().splitlines())
    return rules
