"""`after:` and `before:`: a day without a time is that day in every zone, on both engines."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.moments import site_time
from boards.posts.models import Post
from boards.search.index.indexing import index_posts
from tests.factories import BoardFactory, MemberFactory, PostFactory
from tests.search.posting import ENGLISH, found_posts

pytestmark = pytest.mark.django_db

DAY = date(2024, 9, 3)
ZONES = [
    *("Pacific/Pago_Pago", "Pacific/Honolulu", "America/Los_Angeles", "America/New_York"),
    *("Asia/Seoul", "Pacific/Kiritimati"),
]
SITES = ["America/New_York", "Asia/Seoul", "Pacific/Kiritimati"]


def day_only(day: date) -> Post:
    return PostFactory(
        title=f"세금 {day}", posted_at=site_time.midnight(day), posted_at_is_day_only=True
    )


@pytest.fixture(params=SITES)
def days(request, settings):
    """A post for each of three days without a time, on a site somewhere."""
    settings.TIME_ZONE = request.param
    posts = [day_only(DAY + timedelta(days=number)) for number in (-1, 0, 1)]
    index_posts(post.pk for post in posts)
    return [post.title for post in posts]


def browser_in(zone: str) -> Client:
    client = Client(headers=ENGLISH)
    client.force_login(MemberFactory(time_zone=zone))
    return client


def titles(client: Client, query: str, **parameters: str) -> list[str]:
    page = client.get("/search/", {"q": query, "sort": "newest", **parameters})
    return found_posts(page).titles


@pytest.mark.parametrize("zone", ZONES)
def test_a_day_is_the_same_day_in_every_zone(days, zone):
    browser, (before, that_day, after) = browser_in(zone), days
    assert titles(browser, "세금 after:2024-09-03") == [after, that_day]
    assert titles(browser, "세금 before:2024-09-03") == [before]
    assert titles(browser, "세금 after:2024-09-03 before:2024-09-04") == [that_day]
    assert titles(browser, "세금 이후:2024.9.4") == [after]
    assert titles(browser, "세금 이전:2024-09-04") == [that_day, before]
    assert titles(browser, "세금 before:2024-09-02 after:2024-09-05") == []
    assert sorted(titles(browser, "after:2024-09-03", sort="match")) == [that_day, after]


@pytest.mark.parametrize("zone", ZONES)
def test_a_moment_belongs_to_the_day_of_the_askers_clock(days, zone):
    # Within the day of the site that ends, and of the site that begins, somewhere in the world.
    moment = datetime(2024, 9, 3, 12, tzinfo=UTC)
    posts = [
        PostFactory(title=f"세금 {hour}", posted_at=moment + timedelta(hours=hour))
        for hour in range(-36, 37, 4)
    ]
    index_posts(post.pk for post in posts)
    browser = browser_in(zone)
    with timezone.override(zone):
        wanted = [post.title for post in posts if timezone.localdate(post.posted_at) == DAY]
    found = titles(browser, "세금 after:2024-09-03 before:2024-09-04")
    assert sorted(found) == sorted([*wanted, days[1]])


def test_pages_by_newest_go_on_where_the_one_before_ended():
    board = BoardFactory()
    posts = [
        PostFactory(
            board=board,
            title=f"세금 {number}",
            posted_at=site_time.midnight(DAY),
            posted_at_is_day_only=number % 2 == 0,
        )
        for number in range(50)
    ]
    index_posts(post.pk for post in posts)
    browser, seen = browser_in("Pacific/Honolulu"), []
    address = "/search/?q=after:2024-09-03+세금&sort=newest"
    while address:
        page = browser.get(address)
        seen += found_posts(page).titles
        address = page.context["pages"] and page.context["pages"].next
    assert seen == [post.title for post in reversed(posts) if post.posted_at_is_day_only]


def test_a_post_that_turns_out_to_have_a_time_is_indexed_anew():
    post = day_only(DAY)
    index_posts([post.pk])
    browser = browser_in("America/Los_Angeles")
    assert titles(browser, "세금 after:2024-09-03") == [post.title]
    Post.objects.update(posted_at_is_day_only=False)
    index_posts([post.pk])
    assert titles(browser, "세금 after:2024-09-03") == []


def test_a_search_by_days_asks_no_more_often_than_one_without(days):
    browser = browser_in("Asia/Seoul")
    counts = []
    for query in ("세금", "세금 after:2024-09-01 before:2024-09-09"):
        browser.get("/search/", {"q": query, "sort": "newest"})
        with CaptureQueriesContext(connection) as queries:
            browser.get("/search/", {"q": query, "sort": "newest"})
        counts.append(len(queries))
    assert counts[1] <= counts[0]
