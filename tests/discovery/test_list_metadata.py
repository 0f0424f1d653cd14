"""Which pages search engines are to know, and what the lists and profiles among them say."""

from datetime import UTC, datetime

import jsonschema
import pytest
from django.urls import reverse

from boards.access import Access
from boards.posts.lists import listing
from boards.posts.models import PostCounts
from tests.discovery.forum_schema import BREADCRUMBS, PROFILE
from tests.discovery.reading import Head
from tests.factories import AdminFactory, BoardFactory, MemberFactory, PostFactory

pytestmark = pytest.mark.django_db

SITE = "http://testserver"


def head_of(client, path):
    return Head(client.get(path, headers={"accept-language": "ko"}))


@pytest.fixture
def board():
    return BoardFactory(
        slug="tax", name_ko="세금", name_en="Tax", description_ko="세금 이야기를 나누는 곳"
    )


class TestLists:
    def test_a_board_has_address_description_and_breadcrumbs(self, client, board):
        PostFactory(board=board)
        head = head_of(client, "/boards/tax/?utm_source=x&page=1")
        assert head.canonical == [f"{SITE}/boards/tax/"]
        assert head.versions["ko"] == f"{SITE}/boards/tax/?lang=ko"
        assert head.one("description") == "세금 이야기를 나누는 곳"
        assert head.one("og:type") == "website"
        assert head.one("og:title") == "세금"
        crumbs = head.nodes()["BreadcrumbList"]
        jsonschema.validate(crumbs, BREADCRUMBS)
        assert crumbs["itemListElement"][-1]["item"] == f"{SITE}/boards/tax/"

    def test_the_number_of_a_page_is_kept(self, client, board):
        author = MemberFactory()
        for _ in range(listing.ROWS + 1):
            PostFactory(board=board, author=author)
        for path in ("/boards/tax/", "/all/"):
            head = head_of(client, f"{path}?page=2&lang=ko")
            assert head.canonical == [f"{SITE}{path}?page=2&lang=ko"]
            assert head.versions["x-default"] == f"{SITE}{path}?page=2"

    def test_the_home_page_names_the_site(self, client):
        PostFactory()
        assert head_of(client, "/").nodes()["WebSite"]["name"] == "모두의 게시판"

    def test_a_list_without_a_description_is_described_by_its_titles(self, client):
        PostFactory(title="보이는 글")
        PostFactory(title="감춘 글", is_secret=True)
        assert head_of(client, "/").one("description") == "보이는 글"

    def test_the_best_of_the_day_have_one_address(self, client):
        PostCounts.objects.create(post=PostFactory(), recommends=1)
        for path in ("/best/", "/best/day/"):
            assert head_of(client, path).canonical == [f"{SITE}/best/"]
        assert head_of(client, "/best/week/").canonical == [f"{SITE}/best/week/"]

    def test_a_tag_is_indexed_from_its_second_post_on(self, client):
        PostFactory().tags.add("세금")
        assert not head_of(client, "/tags/세금/").is_indexed
        PostFactory().tags.add("세금")
        head = head_of(client, "/tags/세금/")
        assert head.is_indexed
        assert head.canonical == [f"{SITE}/tags/%EC%84%B8%EA%B8%88/"]

    def test_filters_and_empty_lists_are_not_indexed(self, client, board):
        for path in ("/", "/all/", "/boards/tax/", "/best/"):
            assert not head_of(client, path).is_indexed
        for _ in range(3):
            PostFactory(board=board).tags.add("visa")
        assert head_of(client, "/boards/tax/").is_indexed
        assert not head_of(client, "/boards/tax/?tag=visa").is_indexed

    def test_a_closed_board_has_no_metadata_for_its_members_either(self, client):
        board = PostFactory(board=BoardFactory(read_access=Access.MEMBERS)).board
        client.force_login(MemberFactory())
        head = head_of(client, board.get_absolute_url())
        assert not head.is_indexed
        assert head.canonical == head.all_of("og:title") == []

    def test_metadata_asks_the_database_nothing(self, client, board, django_assert_num_queries):
        PostFactory(board=board)
        client.get("/boards/tax/")  # the first one after a compaction reads its counts
        # The boards, the offsets, the rows, notices.
        with django_assert_num_queries(4):
            client.get("/boards/tax/")


class TestProfiles:
    def test_a_profile_is_what_google_asks_for(self, client):
        member = MemberFactory(
            handle="honggildong", joined_at=datetime(2021, 3, 14, 12, tzinfo=UTC)
        )
        PostFactory(author=member, title="공개 글")
        PostFactory(author=member, is_secret=True)
        head = head_of(client, member.get_absolute_url())
        profile = head.nodes()["ProfilePage"]
        jsonschema.validate(profile, PROFILE)
        assert profile["dateCreated"] == "2021-03-14"
        assert profile["mainEntity"]["name"] == "hoxxxxx" == head.one("og:title")
        assert profile["mainEntity"]["agentInteractionStatistic"]["userInteractionCount"] == 1
        assert head.canonical == [f"{SITE}/members/{member.pk}/"]
        assert "honggildong" not in head.markup

    def test_a_profile_that_lists_nothing_is_not_indexed(self, client):
        member = MemberFactory()
        PostFactory(author=member, anonymous_number=0)
        head = head_of(client, member.get_absolute_url())
        assert not head.is_indexed
        assert head.nodes() == {}

    def test_comments_of_a_profile_and_what_members_see_of_it_are_not_indexed(self, client):
        member = PostFactory().author
        assert not head_of(client, reverse("accounts:comments", args=[member.pk])).is_indexed
        client.force_login(AdminFactory())
        assert not head_of(client, member.get_absolute_url()).is_indexed


@pytest.mark.parametrize(
    "path",
    ["/accounts/login/", "/accounts/signup/", "/accounts/password/reset/", "/nothing/here/"],
)
def test_pages_that_are_no_content_are_not_indexed(client, path):
    head = head_of(client, path)
    assert head.one("robots") == "noindex"
    assert head.canonical == []


@pytest.mark.parametrize("path", ["/settings/", "/write/", "/scraps/"])
def test_a_members_own_pages_are_not_indexed(client, path):
    client.force_login(MemberFactory())
    assert head_of(client, path).one("robots") == "noindex"
