"""Lists by recommendations, views and comments of a period, of one board and of all."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from boards.access import Access
from boards.counters.models import ViewTotal
from boards.posts.lists import ranking, sorting
from boards.posts.models import Post, PostCounts
from boards.posts.states import State
from tests.factories import BoardFactory, CategoryFactory, MemberFactory, PostFactory
from tests.performance.plans import faults_of
from tests.performance.work import measured_work
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

NOW = timezone.now()
ENGLISH = {"accept-language": "en"}


@pytest.fixture(autouse=True)
def no_ranking_of_before():
    cache.clear()


@pytest.fixture
def board():
    return BoardFactory(slug="talk")


def post_of(title, *, days=0.5, recommends=0, comments=0, views=0, **fields):
    post = PostFactory(title=title, posted_at=NOW - timedelta(days=days), **fields)
    PostCounts.objects.create(post=post, recommends=recommends, comments=comments)
    ViewTotal.objects.create(post=post, total=views)
    return post


def titles(client, path):
    rows = listed_rows(client.get(path, headers=ENGLISH)).titles()
    return [re.sub(r"( read)?( Comments \[\d+\])?( N)?$", "", title) for title in rows]


def test_each_order_is_by_what_it_says(client, board):
    post_of("추천", board=board, days=0.1, recommends=3, views=2, comments=1)
    post_of("조회", board=board, days=0.2, recommends=1, views=9, comments=2)
    post_of("댓글", board=board, days=0.3, recommends=2, views=1, comments=5)
    for path in ("/all/", "/boards/talk/"):
        assert titles(client, f"{path}?sort=recommends") == ["추천", "댓글", "조회"]
        assert titles(client, f"{path}?sort=views") == ["조회", "추천", "댓글"]
        assert titles(client, f"{path}?sort=comments") == ["댓글", "조회", "추천"]
        assert titles(client, f"{path}?sort=newest") == ["추천", "조회", "댓글"]


def test_equals_stand_newest_first(client, board):
    for days in (3, 1, 2):
        post_of(f"{days}", board=board, days=days, recommends=1)
    assert titles(client, "/all/?sort=recommends") == ["1", "2", "3"]


def test_a_week_unless_a_period_is_named(client, board):
    for days in (0.5, 3, 20, 40):
        post_of(f"{days}", board=board, days=days)
    assert titles(client, "/all/?sort=views") == ["0.5", "3"]
    assert titles(client, "/all/?sort=views&period=week") == ["0.5", "3"]
    assert titles(client, "/all/?sort=views&period=century") == ["0.5", "3"]
    assert titles(client, "/all/?sort=views&period=day") == ["0.5"]
    assert titles(client, "/all/?sort=views&period=month") == ["0.5", "3", "20"]


@pytest.mark.parametrize("query", ["", "sort=", "sort=popular", "sort=newest&period=day"])
def test_what_names_no_order_is_the_ordinary_list(client, board, query):
    post_of("오래된 글", board=board, days=400)
    assert titles(client, f"/all/?{query}") == ["오래된 글"]
    assert titles(client, f"/boards/talk/?{query}") == ["오래된 글"]


def test_a_board_has_its_own_posts_alone(client, board):
    post_of("여기", board=board)
    post_of("저기", recommends=5)
    assert titles(client, "/boards/talk/?sort=recommends") == ["여기"]


def test_posts_that_are_not_for_everyone_are_in_no_sorted_list(client, board):
    closed = BoardFactory(slug="closed", read_access=Access.MEMBERS)
    post_of("보이는 글", board=board)
    post_of("비밀 글", board=board, is_secret=True, recommends=9)
    post_of("숨긴 글", board=board, state=State.HIDDEN, recommends=9)
    post_of("날짜 모르는 글", board=board, posted_at_is_estimated=True, recommends=9)
    post_of("회원 글", board=closed, recommends=9)
    assert titles(client, "/all/?sort=recommends") == ["보이는 글"]
    assert client.get("/boards/closed/?sort=recommends").status_code in (302, 403)
    client.force_login(MemberFactory())
    assert titles(client, "/all/?sort=recommends") == ["회원 글", "보이는 글"]


def test_what_was_hidden_or_made_secret_since_is_gone_at_once(client, board):
    posts = [post_of(name, board=board) for name in ("하나", "둘", "셋")]
    assert len(titles(client, "/all/?sort=views")) == 3
    posts[0].state = State.HIDDEN
    posts[1].is_secret = True
    for post in posts[:2]:
        post.save()
    assert titles(client, "/all/?sort=views") == ["셋"]


def test_a_board_that_sleeps_shows_its_last_period_and_says_so(client, board):
    post_of("마지막", board=board, days=100)
    post_of("그 전", board=board, days=103, views=5)
    post_of("훨씬 전", board=board, days=120)
    assert titles(client, "/boards/talk/?sort=views") == ["그 전", "마지막"]
    page = client.get("/boards/talk/?sort=views", headers=ENGLISH).content.decode()
    assert "Nothing new lately" in page


def test_a_board_without_posts_has_every_order(client, board):
    assert client.get("/boards/talk/?sort=views").status_code == 200
    assert client.get("/all/?sort=views").status_code == 200


def test_pages_keep_the_order_and_end(client, board, monkeypatch):
    monkeypatch.setattr(sorting, "MAX_SHOWN", 70)
    for number in range(75):
        post_of(f"{number}", board=board, days=0.001 * number, views=number)
    path = "/boards/talk/?sort=views&period=day"
    first, second = titles(client, path), titles(client, f"{path}&page=2")
    assert first + second == [str(number) for number in range(74, 4, -1)]
    assert "?sort=views&amp;period=day&amp;page=2" in client.get(path).content.decode()
    past = client.get(f"{path}&page=3")
    assert (past.status_code, past["Location"]) == (302, f"{path}&page=2")
    assert client.get(f"{path}&page=x").status_code == 404


def test_of_a_period_with_too_many_posts_the_newest_are_compared(client, board, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_RANKED", 2)
    for days in (1, 2, 3):
        post_of(f"{days}", board=board, days=days, views=int(days))
    assert titles(client, "/all/?sort=views") == ["2", "1"]
    assert titles(client, "/boards/talk/?sort=views") == ["2", "1"]


def note_of(client, path, language="en"):
    page = client.get(path, headers={"accept-language": language}).content.decode()
    note = page.split('<p class="sort-note">')[1].split("</p>")[0]
    return " ".join(note.split())


def test_the_page_says_in_plain_words_what_it_shows(client, board):
    post_of("글", board=board)
    assert note_of(client, "/all/?sort=views") == (
        "Up to 350 posts of this period, the first ones first. Counted anew every 5 minutes."
    )
    assert note_of(client, "/all/?sort=views", "ko") == (
        "이 기간에 올라온 글 중 상위 350개까지 보여 드립니다. 5분마다 새로 집계합니다."
    )


def test_the_page_says_when_there_were_too_many_to_compare(client, board, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_RANKED", 2)
    for days in (1, 2):
        post_of(f"{days}", board=board, days=days)
    only = "only the newest 5,000 of them were compared"
    assert only not in note_of(client, "/all/?sort=views")
    post_of("셋째", board=board, days=3)
    assert only not in note_of(client, "/all/?sort=views")  # for five minutes
    cache.clear()
    assert only in note_of(client, "/all/?sort=views")
    assert "최신 글 5,000개" in note_of(client, "/all/?sort=views", "ko")
    assert only not in note_of(client, "/all/?sort=views&period=day")


def test_the_bar_leads_to_every_order_and_names_the_current_one(client, board):
    page = client.get("/boards/talk/?sort=views&period=day", headers=ENGLISH).content.decode()
    bar = page.split('class="sort-bar"')[1].split("</nav>")[0]
    links = re.findall(r'href="([^"]*)"\s*(aria-current="\w+")?\s*>([^<]*)<', bar)
    assert links == [
        ("/boards/talk/", "", "Newest"),
        ("/boards/talk/?sort=recommends&amp;period=day", "", "Most recommended"),
        ("/boards/talk/?sort=views&amp;period=day", 'aria-current="page"', "Most viewed"),
        ("/boards/talk/?sort=comments&amp;period=day", "", "Most commented"),
        ("/boards/talk/?sort=views&amp;period=day", 'aria-current="true"', "Day"),
        ("/boards/talk/?sort=views&amp;period=week", "", "Week"),
        ("/boards/talk/?sort=views&amp;period=month", "", "Month"),
    ]
    ordinary = client.get("/boards/talk/", headers=ENGLISH).content.decode()
    assert 'href="/boards/talk/" aria-current="page"' in " ".join(ordinary.split())
    assert "sort-bar__periods" not in ordinary


def test_search_engines_leave_sorted_lists_out(client, board):
    post_of("글", board=board)
    page = client.get("/boards/talk/?sort=views").content.decode()
    assert '<meta name="robots" content="noindex">' in page
    assert 'rel="canonical"' not in page
    assert 'content="noindex"' not in client.get("/boards/talk/").content.decode()


def test_a_list_of_a_tag_has_one_order(client, board):
    post_of("글", board=board, days=100).tags.add("세금")
    for path in ("/tags/세금/?sort=views", "/boards/talk/?tag=세금&sort=views"):
        page = client.get(path).content.decode()
        assert "글" in page
        assert "sort-bar" not in page


class TestOfACategory:
    """A category and an order go together."""

    @pytest.fixture(autouse=True)
    def daily(self, board):
        CategoryFactory(board=board, name_ko="질문", name_en="Question", slug="question")
        return CategoryFactory(board=board, name_ko="일상", name_en="Daily", slug="daily")

    def test_has_its_posts_alone_in_every_order(self, client, board, daily):
        post_of("하나", board=board, category=daily, views=1, recommends=2)
        post_of("둘", board=board, category=daily, views=5, recommends=1)
        post_of("다른 곳", board=board, views=9, recommends=9)
        path = "/boards/talk/?category=daily"
        assert titles(client, f"{path}&sort=views") == ["[Daily] 둘", "[Daily] 하나"]
        assert titles(client, f"{path}&sort=recommends") == ["[Daily] 하나", "[Daily] 둘"]
        assert titles(client, "/boards/talk/?sort=views")[0] == "다른 곳"
        [nothing] = titles(client, "/boards/talk/?category=question&sort=views")
        assert nothing.startswith("Nothing has been posted here yet.")

    def test_has_its_own_last_period(self, client, board, daily):
        post_of("지난해", board=board, category=daily, days=300)
        post_of("오늘", board=board)
        path = "/boards/talk/?category=daily&sort=views"
        assert titles(client, path) == ["[Daily] 지난해"]
        assert "Nothing new lately" in note_of(client, path)

    def test_the_bar_keeps_it(self, client, board):
        path = "/boards/talk/?category=daily"
        for query in ("", "&sort=views", "&sort=views&period=day"):
            page = client.get(path + query, headers=ENGLISH).content.decode()
            bar = page.split('class="sort-bar"')[1].split("</nav>")[0]
            links = re.findall(r'href="([^"]*)"', bar)
            assert links[0] == path
            assert all(link.startswith(path) for link in links)
            assert f"{path}{query}".replace("&", "&amp;") in links

    def test_the_tabs_keep_the_order_and_the_period(self, client, board):
        def tabs(path):
            page = client.get(path, headers=ENGLISH).content.decode()
            bar = page.split('class="category-tabs"')[1].split("</nav>")[0]
            return [link.replace("&amp;", "&") for link in re.findall(r'href="([^"]*)"', bar)]

        path = "/boards/talk/"
        assert tabs(path) == [path, f"{path}?category=question", f"{path}?category=daily"]
        for query in ("sort=views", "sort=views&period=day"):
            assert tabs(f"{path}?category=daily&{query}") == [
                f"{path}?{query}",
                f"{path}?category=question&{query}",
                f"{path}?category=daily&{query}",
            ]
            assert tabs(f"{path}?{query}") == tabs(f"{path}?category=daily&{query}")

    def test_its_pages_keep_everything(self, client, board, daily):
        for number in range(40):
            post_of(f"{number}", board=board, category=daily, views=number)
        path = "/boards/talk/?category=daily&sort=views&period=day"
        page = client.get(path).content.decode()
        assert f"{path}&page=2".partition("/boards/talk/")[2].replace("&", "&amp;") in page
        assert len(titles(client, f"{path}&page=2")) == 5
        past = client.get(f"{path}&page=3")
        assert (past.status_code, past["Location"]) == (302, f"{path}&page=2")

    def test_is_left_out_by_search_engines(self, client, board, daily):
        post_of("글", board=board, category=daily)
        page = client.get("/boards/talk/?category=daily&sort=views").content.decode()
        assert '<meta name="robots" content="noindex">' in page
        assert 'rel="canonical"' not in page
        page = client.get("/boards/talk/?category=daily").content.decode()
        assert 'content="noindex"' not in page

    def test_is_found_by_the_index_of_its_category(self, board, daily):
        posts = Post.objects.bulk_create(
            Post(board=board, title=f"글 {age}", posted_at=NOW - timedelta(minutes=age))
            for age in range(3000)
        )
        ViewTotal.objects.bulk_create(ViewTotal(post=post, total=1) for post in posts)
        post_of("하나", board=board, category=daily, days=3)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        with measured_work() as work:
            ranking.ranking_of(
                [board.pk], ranking.Period.WEEK, ranking.Measure.VIEWS, limit=9, category=daily.pk
            )
        assert [fault for statement in work.statements for fault in faults_of(*statement)] == []


@pytest.mark.parametrize(("who", "queries"), [("guest", 4), ("member", 8)])
def test_a_sorted_list_costs_the_same_for_one_post_and_for_many(
    client, board, who, queries, django_assert_max_num_queries
):
    if who == "member":
        client.force_login(MemberFactory())
    post_of("하나", board=board)
    path = "/boards/talk/?sort=views"
    client.get(path)
    with django_assert_max_num_queries(queries):
        client.get(path)
    for number in range(40):
        post_of(f"{number}", board=board)
    cache.clear()
    client.get(path)
    with django_assert_max_num_queries(queries):
        client.get(path)
