"""The columns of a list: who wrote each post, when, how often it was read and recommended."""

import re
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.counters.models import ViewTotal
from boards.members.models import Block
from boards.posts.models import Notice, PostCounts
from boards.posts.states import Scope, State
from tests.factories import (
    AdminFactory,
    BoardFactory,
    CategoryFactory,
    MemberFactory,
    NoticeFactory,
    PostFactory,
)
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 6, 15, 18, 0, tzinfo=UTC)  # 14:00 in New York


@pytest.fixture(autouse=True)
def no_ranking_of_before():
    cache.clear()


def row_of(client, path="/all/", **query):
    return listed_rows(client.get(path, query)).rows[0]


def header_of(response):
    head = re.search(r"<thead>.*?</thead>", response.content.decode(), re.S).group()
    return re.findall(r"<th [^>]*>(.*?)</th>", head)


class TestPlaces:
    def test_are_counted_from_the_oldest_over_all_pages(self, client):
        board = BoardFactory()
        for age in range(40):
            PostFactory(board=board, posted_at=timezone.now() - timedelta(hours=age))
        for path in ("/all/", board.get_absolute_url()):
            first, second = (listed_rows(client.get(path, {"page": page})) for page in (1, 2))
            assert [row["place"] for row in first.rows] == [str(n) for n in range(40, 5, -1)]
            assert [row["place"] for row in second.rows] == ["5", "4", "3", "2", "1"]

    def test_are_left_out_where_a_query_would_be_needed_to_know_them(self, client):
        post = PostFactory()
        assert "place" not in row_of(client, post.get_absolute_url())

    def test_of_notices_say_that_they_are_notices(self, client):
        notice = NoticeFactory()
        path = notice.post.board.get_absolute_url()
        assert listed_rows(client.get(path, {"lang": "ko"})).notices[0]["place"] == "공지"
        below = listed_rows(client.get(notice.post.get_absolute_url(), {"lang": "ko"}))
        assert "place" not in below.notices[0]
        assert below.notices[0]["title"].startswith("공지 ")


class TestAuthors:
    def test_are_masked_but_for_themselves_and_staff(self, client):
        author = MemberFactory(handle="vubui")
        PostCounts.objects.create(post=PostFactory(author=author), recommends=1)
        for viewer, name in (
            (None, "vuxxxxx"),
            (MemberFactory(), "vuxxxxx"),
            (author, "vubui"),
            (AdminFactory(), "vubui"),
        ):
            if viewer:
                client.force_login(viewer)
            for path in ("/all/", "/best/"):
                assert row_of(client, path)["author"] == name

    def test_are_no_links(self, client):
        author = PostFactory().author
        assert author.get_absolute_url() not in client.get("/all/").content.decode()

    @pytest.mark.parametrize(
        ("fields", "name"),
        [
            ({"anonymous_number": 0}, "익명"),
            ({"author": None, "masked_author": "kixxxxx"}, "kixxxxx"),
            ({"is_secret": True}, "vuxxxxx"),
        ],
    )
    def test_have_the_names_of_the_article_page(self, client, fields, name):
        post = PostFactory(**{"author": MemberFactory(handle="vubui"), **fields})
        for path in ("/all/", post.board.get_absolute_url()):
            assert row_of(client, path, lang="ko")["author"] == name

    def test_who_left_are_former_members(self, client):
        post = PostFactory(author=MemberFactory(handle="vubui", deleted_at=timezone.now()))
        assert row_of(client, lang="ko")["author"] == "탈퇴한 회원"
        below = row_of(client, post.get_absolute_url(), lang="ko")
        assert below["author"] == "탈퇴한 회원"

    def test_of_an_anonymous_post_are_hidden_from_staff_too(self, client):
        PostFactory(author=MemberFactory(handle="vubui"), anonymous_number=0)
        client.force_login(AdminFactory())
        assert "vubui" not in client.get("/all/").content.decode()

    def test_whom_the_reader_blocked_keep_their_masked_name(self, client):
        block = Block.objects.create(blocker=MemberFactory(), blocked=MemberFactory(handle="vubui"))
        PostFactory(author=block.blocked)
        client.force_login(block.blocker)
        assert row_of(client)["author"] == "vuxxxxx"

    def test_that_nobody_knows_are_a_dash_with_words_for_screen_readers(self, client):
        PostFactory(author=None, posted_at_is_estimated=True)
        row = row_of(client, lang="ko")
        assert row["author"] == "–글쓴이 모름"
        assert row["date"] == "–날짜 모름"

    def test_names_are_escaped(self, client):
        PostFactory(author=None, masked_author="<b>&")
        assert row_of(client)["author"] == "<b>&"
        assert "<b>" not in client.get("/all/").content.decode()

    def test_cost_no_query_more(self, client, django_assert_num_queries):
        board = BoardFactory()
        PostFactory(board=board)
        client.get("/all/")
        with django_assert_num_queries(3) as few:
            client.get("/all/")
        for _ in range(30):
            PostFactory(board=board)
        with django_assert_num_queries(len(few.captured_queries)):
            client.get("/all/")


class TestDates:
    @pytest.mark.parametrize(
        ("age", "korean", "english"),
        [
            (timedelta(minutes=3), "13:57", "1:57 PM"),
            (timedelta(hours=13, minutes=59), "00:01", "12:01 AM"),
            (timedelta(hours=15), "06.14", "Jun 14"),
            (timedelta(days=100), "03.07", "Mar 7"),
            (timedelta(days=166), "2025.12.31", "Dec 31, 2025"),
        ],
    )
    def test_are_as_short_as_their_age_allows(self, client, age, korean, english):
        with time_machine.travel(NOW, tick=False):
            PostFactory(posted_at=NOW - age)
            for language, shown in (("ko", korean), ("en", english)):
                page = client.get("/all/", {"lang": language}).content.decode()
                date = re.search(r'<td class="date">(.*?)</td>', page).group(1)
                wide = re.sub(r'<span class="narrow-only">.*?</span>', "", date)
                assert re.sub("<[^>]*>", "", wide) == shown

    def test_say_on_phones_how_long_ago_it_was_within_a_day(self, client):
        with time_machine.travel(NOW, tick=False):
            for hours in (3, 25):
                PostFactory(posted_at=NOW - timedelta(hours=hours))
            page = client.get("/all/", {"lang": "ko"}).content.decode()
        assert re.findall(r'<span class="narrow-only">(.*?)</span>', page) == ["3시간 전"]

    def test_tell_the_exact_moment(self, client):
        PostFactory(posted_at=datetime(2025, 1, 28, 15, 58, 7, 9, tzinfo=UTC))
        page = client.get("/all/", {"lang": "en"}).content.decode()
        assert 'datetime="2025-01-28T10:58:07-05:00" title="Jan 28, 2025, 10:58:07 AM EST"' in page

    def test_without_a_time_are_days_even_today(self, client):
        with time_machine.travel(NOW, tick=False):
            PostFactory(posted_at=NOW, posted_at_is_day_only=True)
            page = client.get("/all/", {"lang": "ko"}).content.decode()
        assert '<time datetime="2026-06-15" title="2026.06.15">06.15</time>' in page


def test_numbers_have_separators(client):
    post = PostFactory()
    ViewTotal.objects.create(post=post, total=1234567)
    PostCounts.objects.create(post=post, comments=1234, recommends=12345)
    for language in ("ko", "en"):
        row = row_of(client, lang=language)
        assert row["views"].endswith(" 1,234,567")
        assert row["recommends"].endswith(" 12,345")
        assert "[1,234]" in row["title"]


class TestColumnsOfABoard:
    def test_are_all_there_but_the_boards_own_name(self, client):
        board = BoardFactory()
        PostFactory(board=board)
        own = listed_rows(client.get(board.get_absolute_url()))
        assert [*own.rows[0]] == ["place", "title", "author", "date", "views", "recommends"]
        every = listed_rows(client.get("/all/"))
        assert [*every.rows[0]] == [
            *("place", "title", "board", "author", "date", "views", "recommends")
        ]

    @pytest.mark.parametrize(
        ("switch", "column"),
        [
            ("lists_number", "place"),
            ("lists_author", "author"),
            ("lists_date", "date"),
            ("lists_views", "views"),
            ("lists_recommends", "recommends"),
        ],
    )
    def test_are_switched_off_one_by_one(self, client, switch, column):
        board = BoardFactory(**{switch: False})
        NoticeFactory(post=PostFactory(board=board))
        response = client.get(board.get_absolute_url())
        page = listed_rows(response)
        assert column not in page.rows[0]
        assert column not in page.notices[0]
        assert len(header_of(response)) == len(page.rows[0]) == 5
        assert column in listed_rows(client.get("/all/")).rows[0]

    def test_may_be_the_title_alone(self, client):
        names = ("number", "author", "date", "views", "recommends")
        board = BoardFactory(**{f"lists_{name}": False for name in names})
        PostFactory(board=board)
        assert [*row_of(client, board.get_absolute_url())] == ["title"]

    def test_of_an_empty_board_leave_no_gap(self, client):
        board = BoardFactory(lists_author=False)
        PostFactory(board=board, state=State.HIDDEN)
        assert 'colspan="5"' in client.get(board.get_absolute_url()).content.decode()


class TestNotices:
    """The row of a notice has what any row has."""

    @pytest.fixture
    def notice(self):
        board = BoardFactory(slug="talk", name_ko="수다")
        post = PostFactory(
            board=board,
            title="규칙",
            author=MemberFactory(handle="vubui"),
            category=CategoryFactory(board=board, name_ko="안내"),
            posted_at=timezone.now() - timedelta(days=40),
        )
        ViewTotal.objects.create(post=post, total=1234)
        PostCounts.objects.create(post=post, comments=5, recommends=7)
        return NoticeFactory(post=post, scope=Scope.EVERY_BOARD)

    @pytest.mark.parametrize("path", ["/all/", "/boards/talk/", "/boards/talk/?sort=views", "post"])
    def test_have_the_cells_of_any_row(self, client, notice, path):
        path = notice.post.get_absolute_url() if path == "post" else path
        page = listed_rows(client.get(path, headers={"accept-language": "ko"}))
        cells = page.notices[0]
        shown = PostFactory(board=notice.post.board)
        row = listed_rows(client.get("/all/" if path == "/all/" else "/boards/talk/")).rows[0]
        assert [name for name in row if name != "place"] == [
            name for name in cells if name != "place"
        ]
        assert cells["author"] == "vuxxxxx"
        assert cells["views"].endswith(" 1,234")
        assert cells["recommends"].endswith(" 7")
        assert cells["date"]
        badge = "" if "place" in cells else "공지 "
        assert cells["title"] == f"{badge}[안내] 규칙 댓글 [5]"
        assert cells.get("board", "수다") == "수다"
        assert shown

    def test_name_authors_as_each_viewer_may_see_them(self, client, notice):
        for viewer, name in (
            (None, "vuxxxxx"),
            (MemberFactory(), "vuxxxxx"),
            (notice.post.author, "vubui"),
            (AdminFactory(), "vubui"),
        ):
            if viewer:
                client.force_login(viewer)
            for path in ("/all/", "/boards/talk/", notice.post.get_absolute_url()):
                assert listed_rows(client.get(path)).notices[0]["author"] == name

    def test_of_anonymous_posts_tell_nobody(self, client, notice):
        notice.post.anonymous_number = 0
        notice.post.save()
        client.force_login(AdminFactory())
        for language, name in (("ko", "익명"), ("en", "Anonymous")):
            page = client.get("/all/", headers={"accept-language": language})
            assert listed_rows(page).notices[0]["author"] == name

    def test_cost_the_queries_that_none_costs(self, client):
        post, *told = (PostFactory() for _ in range(4))
        for viewer in (None, MemberFactory()):
            if viewer:
                client.force_login(viewer)
            for path in ("/all/", post.board.get_absolute_url(), post.get_absolute_url()):
                client.get(path)
                Notice.objects.all().delete()
                with CaptureQueriesContext(connection) as without:
                    assert listed_rows(client.get(path)).notices == []
                for each in told:
                    NoticeFactory(post=each, scope=Scope.EVERY_BOARD)
                with CaptureQueriesContext(connection) as with_some:
                    assert len(listed_rows(client.get(path)).notices) == 3
                assert len(with_some) == len(without), path
