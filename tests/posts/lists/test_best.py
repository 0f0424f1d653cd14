"""Best posts: by recommendations, comments and views, of a day, a week and a month."""

import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from boards.access import Access
from boards.counters.models import ViewTotal
from boards.posts.lists import ranking
from boards.posts.models import PostCounts
from boards.posts.states import State
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.posts.comments.talking import ENGLISH
from tests.posts.pages import listed_rows

pytestmark = pytest.mark.django_db

NOW = timezone.now()


@pytest.fixture(autouse=True)
def no_ranking_of_before():
    cache.clear()


def post_of(title, *, days=0.5, recommends=0, comments=0, views=0, **fields):
    """Make a post with its counts, posted some days ago."""
    post = PostFactory(title=title, posted_at=NOW - timedelta(days=days), **fields)
    PostCounts.objects.create(post=post, recommends=recommends, comments=comments)
    ViewTotal.objects.create(post=post, total=views)
    return post


def titles(client, path="/best/"):
    rows = listed_rows(client.get(path)).titles()
    return [re.sub(r"( \[\d+\]| Comments \[\d+\])?( N)?$", "", title) for title in rows]


def test_a_recommend_counts_ten_a_comment_three_and_twenty_views_one(client):
    post_of("추천 하나: 10점", recommends=1)
    post_of("조회 280: 14점", views=280)
    post_of("조회 199: 9점", views=199)
    post_of("댓글 넷: 12점", comments=4)
    assert titles(client) == [
        "조회 280: 14점",
        "댓글 넷: 12점",
        "추천 하나: 10점",
        "조회 199: 9점",
    ]


def test_each_period_looks_as_far_back_as_it_says(client):
    for days in (0.5, 3, 20, 40):
        post_of(f"{days}일 전", days=days, recommends=1)
    assert titles(client, "/best/day/") == ["0.5일 전"]
    assert titles(client, "/best/week/") == ["0.5일 전", "3일 전"]
    assert titles(client, "/best/month/") == ["0.5일 전", "3일 전", "20일 전"]
    assert titles(client) == titles(client, "/best/day/")


def test_when_nothing_is_new_the_period_ends_with_the_newest_post_that_has_points(client):
    post_of("한 달 전", days=30, recommends=1)
    post_of("그 전날", days=30.5, recommends=1)
    post_of("그 전주", days=38, recommends=1)
    response = client.get("/best/day/", headers=ENGLISH)
    assert listed_rows(response).titles() == ["한 달 전", "그 전날"]
    assert "Nothing was recommended" in response.content.decode()


def test_hidden_secret_and_unreadable_posts_and_unknown_times_stay_out(client):
    post_of("보이는 글", recommends=1)
    post_of("가린 글", recommends=1, state=State.HIDDEN)
    post_of("비밀 글", recommends=1, is_secret=True)
    post_of("때를 모르는 글", recommends=1, posted_at_is_estimated=True)
    post_of("회원만 읽는 글", recommends=1, board=BoardFactory(read_access=Access.MEMBERS))
    assert titles(client) == ["보이는 글"]
    client.force_login(MemberFactory())
    assert set(titles(client)) == {"보이는 글", "회원만 읽는 글"}


def test_a_post_hidden_after_the_ranking_was_made_is_gone_at_once(client):
    post = post_of("곧 가릴 글", recommends=1)
    assert titles(client) == ["곧 가릴 글"]
    post.state = State.HIDDEN
    post.save()
    assert "곧 가릴 글" not in titles(client)


def test_costs_three_queries_from_the_cache_beside_the_tabs(client, django_assert_num_queries):
    board, author = BoardFactory(), MemberFactory()
    for n in range(60):
        post_of(f"{n}", board=board, author=author, recommends=n)
    client.get("/best/")
    with django_assert_num_queries(4):
        assert titles(client) == [f"{n}" for n in range(59, 9, -1)]


def test_what_nobody_cared_for_yet_is_not_the_best(client):
    post_of("방금 올린 글", days=0.01)
    post_of("조회 19: 0점", views=19)
    post_of("조회 20: 1점", views=20)
    assert titles(client) == ["조회 20: 1점"]


def test_a_day_without_points_gives_way_to_the_last_one_with_some(client):
    post_of("방금 올린 글", days=0.01)
    post_of("지난주 으뜸", days=6, recommends=3)
    post_of("지난주 버금", days=6.5, recommends=2)
    post_of("지난주 빈손", days=5.9)
    post_of("지난달", days=30, recommends=9)
    response = client.get("/best/day/", headers=ENGLISH)
    assert listed_rows(response).titles() == ["지난주 으뜸", "지난주 버금"]
    assert "Nothing was recommended, discussed or read much lately" in response.content.decode()
    assert titles(client, "/best/week/") == ["지난주 으뜸", "지난주 버금"]
    assert "lately" not in client.get("/best/week/", headers=ENGLISH).content.decode()


def test_the_home_page_has_no_best_where_nothing_has_points(client):
    new = post_of("방금 올린 글")
    assert "home-best" not in client.get("/").content.decode()
    cache.clear()
    post_of("좋은 글", recommends=1)
    best = client.get("/").content.decode().split('id="home-best"')[1].split("</section>")[0]
    assert "좋은 글" in best
    assert new.title not in best


def test_looks_for_points_among_no_more_posts_than_are_compared(client, monkeypatch):
    monkeypatch.setattr(ranking, "MAX_RANKED", 2)
    for days in (2, 3):
        post_of(f"{days}", days=days)
    post_of("오래전", days=9, recommends=1)
    assert client.get("/best/").status_code == 200
    assert "오래전" not in titles(client)
    page = client.get("/best/", headers={"accept-language": "ko"}).content.decode()
    assert "아직 반응을 얻은 글이 없습니다." in page


def test_an_empty_site_has_a_page(client):
    assert client.get("/best/").status_code == 200


def test_other_periods_are_404(client):
    assert client.get("/best/year/").status_code == 404
    assert client.post("/best/").status_code == 405
