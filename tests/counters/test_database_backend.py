"""What is particular to counting in the database."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from boards.counters import deferred
from boards.counters.backends.count_once import FUNCTION
from boards.counters.models import CountedView, DailyViews, ViewTotal
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post
from tests.concurrency import writes_held_up
from tests.counters.reading import CHROME, FIREFOX, SAFARI, read, views_of
from tests.factories import PostFactory
from tests.live_site import LiveSite

VIEWS = "boards_counters_countedview"
COUNTED = """
from django.utils import timezone
from boards.counters.models import CountedView
from tests.factories import PostFactory
posts = [PostFactory(), PostFactory()]
CountedView.objects.bulk_create(
    CountedView(post=posts[n % 2], reader=n.to_bytes(16), counted_at=timezone.now())
    for n in range(9_000)
)
"""
TOTALS = """
from django.db.models import Sum
from boards.counters.models import DailyViews, ViewTotal
print(*ViewTotal.objects.order_by("post").values_list("total", flat=True))
print(DailyViews.objects.aggregate(all=Sum("views"))["all"])
"""


@pytest.mark.django_db
@pytest.mark.parametrize("agent", [FIREFOX, SAFARI], ids=["again", "first_time"])
def test_counting_costs_the_page_one_statement(post: Post, agent: str) -> None:
    read(post, agent=FIREFOX)
    with CaptureQueriesContext(connection) as queries:
        read(post, agent=agent)
    statements = [query["sql"] for query in queries]
    asked = ("boards_counters_countedview", FUNCTION)
    assert len([sql for sql in statements if any(name in sql for name in asked)]) == 1
    assert [sql for sql in statements if "boards_counters_readersalt" in sql] == []


@pytest.mark.django_db(transaction=True)
def test_only_a_view_may_be_stored_without_waiting_for_the_disk(post: Post) -> None:
    def waits_for_disk() -> str:
        with connection.cursor() as cursor:
            is_postgres = connection.vendor == "postgresql"
            cursor.execute("SHOW synchronous_commit" if is_postgres else "PRAGMA synchronous")
            return str(cursor.fetchone()[0])

    usual = waits_for_disk()
    read(post)
    assert waits_for_disk() == usual
    with transaction.atomic():
        read(post, agent=SAFARI)
        assert waits_for_disk() == usual
    assert connection.vendor == "postgresql" or usual == "2"  # FULL


@pytest.mark.django_db(transaction=True)
def test_a_page_does_not_wait_for_who_holds_up_its_view(post: Post) -> None:
    with writes_held_up(VIEWS):  # until the page is there; the salts are still to be made
        assert read(post) == 200
        assert read(post, agent=CHROME) == 200
    assert views_of(post) == 2


@pytest.mark.django_db(transaction=True)
def test_a_page_stores_few_of_the_views_that_others_left(post: Post) -> None:
    with writes_held_up(VIEWS):
        for number in range(30):
            read(post, address=f"203.0.113.{number}")
    time.sleep(deferred.PAUSE)  # in which nobody tries
    read(post, agent=SAFARI)
    assert 1 < CountedView.objects.count() < 30
    assert views_of(post) == 31


@pytest.mark.django_db
def test_idle_roll_up_writes_nothing(post: Post) -> None:
    views_of(post)
    with CaptureQueriesContext(connection) as queries:
        assert roll_up_views() == 0
    assert queries.captured_queries
    assert all(query["sql"].startswith("SELECT") for query in queries)


@pytest.mark.django_db
def test_views_of_a_deleted_post_do_not_hold_up_the_others(post: Post) -> None:
    gone = PostFactory()
    read(gone)
    read(post)
    Post.objects.filter(pk=gone.pk)._raw_delete("default")
    assert views_of(post) == 1
    assert not CountedView.objects.filter(rolled_up=False).exists()


@pytest.mark.django_db
def test_views_of_two_days_are_kept_apart(post: Post) -> None:
    now = timezone.now()
    for number in range(5):
        CountedView.objects.create(
            post=post, reader=bytes([number]), counted_at=now - timedelta(days=number % 2)
        )
    assert views_of(post) == 5
    by_day: dict[date, int] = dict(DailyViews.objects.values_list("day", "views"))
    today = timezone.localdate(now)
    assert by_day == {today: 3, today - timedelta(days=1): 2}


@pytest.mark.django_db
def test_deleting_a_post_takes_everything_counted_with_it(post: Post) -> None:
    read(post)
    views_of(post)
    post.delete()
    assert not any(model.objects.exists() for model in (CountedView, ViewTotal, DailyViews))


def test_processes_that_roll_up_at_once_add_each_view_once(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory(VIEW_ROLL_UP_INTERVAL=0)
    site.run_python(COUNTED)
    start = threading.Barrier(4)

    def roll_up(_: int) -> int:
        start.wait()
        return int(site.manage("roll_up_views").split()[1])

    with ThreadPoolExecutor(4) as processes:
        assert sum(processes.map(roll_up, range(4))) == 9_000
    assert site.run_python(TOTALS).split() == ["4500", "4500", "9000"]
