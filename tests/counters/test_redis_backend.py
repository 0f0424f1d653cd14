"""What is particular to counting in Redis: nothing is lost or doubled between it and the database.

A crash is staged by a user of Redis who may not run the next command of the flush.
"""

from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
import redis
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import Settings

from boards.counters.backends.redis import RedisBackend
from boards.counters.models import CountedView, FlushedBatch, ViewTotal
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post
from tests.counters.reading import FIREFOX, SAFARI, read, views_of
from tests.factories import PostFactory

pytestmark = pytest.mark.django_db

CountAs = Callable[[str], None]


@pytest.fixture
def count_as(settings: Settings, redis_counts: redis.Redis) -> CountAs:
    """Make this process count as a user of Redis with these rules."""

    def change(*rules: str) -> None:
        redis_counts.execute_command("ACL", "SETUSER", "crashing", "reset", "on", "nopass", *rules)
        server = urlsplit(settings.VIEW_COUNTER["LOCATION"])
        location = f"redis://crashing:any@{server.netloc}{server.path}"
        settings.VIEW_COUNTER = {**settings.VIEW_COUNTER, "LOCATION": location}

    return change


def totals() -> dict[int, int]:
    return dict(ViewTotal.objects.values_list("post_id", "total"))


def test_counting_asks_nothing_of_the_database(redis_counts: redis.Redis, post: Post) -> None:
    read(post, agent=SAFARI)
    with CaptureQueriesContext(connection) as queries:
        read(post)
    tables = ("boards_counters_countedview", "boards_counters_readersalt")
    assert [query for query in queries if any(table in query["sql"] for table in tables)] == []
    assert views_of(post) == 2


def test_reader_is_remembered_for_exactly_the_window(redis_counts: redis.Redis, post: Post) -> None:
    read(post)
    (key,) = redis_counts.keys("views:seen:*")
    assert 86_390 < redis_counts.ttl(key) <= 86_400


def test_crash_between_redis_and_commit_loses_nothing(
    count_as: CountAs, post: Post, redis_counts: redis.Redis
) -> None:
    count_as("~*", "+@all", "-hgetall")
    read(post)
    assert roll_up_views() == 0
    assert redis_counts.exists("views:pending") == 0
    assert totals() == {}
    count_as("~*", "+@all")
    read(post, agent=SAFARI)
    assert roll_up_views() == 2
    assert totals() == {post.pk: 2}
    assert redis_counts.keys("views:batch*") == []


def test_crash_between_commit_and_redis_doubles_nothing(
    count_as: CountAs, post: Post, redis_counts: redis.Redis
) -> None:
    count_as("~*", "+@all", "-del")
    read(post)
    roll_up_views()
    assert totals() == {post.pk: 1}
    assert len(redis_counts.keys("views:batch:*")) == 1
    roll_up_views()
    count_as("~*", "+@all")
    assert roll_up_views() == 0
    assert totals() == {post.pk: 1}
    assert redis_counts.keys("views:batch*") == []


def test_views_of_a_deleted_post_do_not_hold_up_the_others(
    redis_counts: redis.Redis, post: Post
) -> None:
    gone = PostFactory()
    read(gone)
    read(post)
    gone.delete()
    assert views_of(post) == 1
    assert redis_counts.keys("views:batch*") == []


def test_flushed_batches_are_forgotten_after_a_week(redis_counts: redis.Redis, post: Post) -> None:
    read(post)
    views_of(post)
    for days, still_there in ((6, True), (8, False)):
        with time_machine.travel(timezone.now() + timedelta(days=days)):
            roll_up_views()
        assert FlushedBatch.objects.exists() is still_there


def test_idle_roll_up_writes_nothing(redis_counts: redis.Redis, post: Post) -> None:
    views_of(post)
    with CaptureQueriesContext(connection) as queries:
        assert roll_up_views() == 0
    assert all(query["sql"].startswith("SELECT") for query in queries)


def test_views_counted_by_the_database_meanwhile_are_added_too(
    redis_counts: redis.Redis, post: Post
) -> None:
    read(post)
    CountedView.objects.create(post=post, reader=b"x" * 16, counted_at=timezone.now())
    assert views_of(post) == 2


def test_two_flushes_of_one_batch_add_it_once(
    settings: Settings, redis_counts: redis.Redis, post: Post
) -> None:
    read(post, agent=FIREFOX)
    backend = RedisBackend(location=settings.VIEW_COUNTER["LOCATION"], window=86_400)
    assert backend.roll_up(now=timezone.now()) == 1
    (batch,) = FlushedBatch.objects.all()
    # Redis went back to a moment before the flush, as a replica that takes over may.
    redis_counts.sadd("views:batches", str(batch.pk))
    redis_counts.hset(f"views:batch:{batch.pk}", f"{post.pk}:{timezone.localdate()}", 1)
    assert backend.roll_up(now=timezone.now()) == 0
    assert totals() == {post.pk: 1}
