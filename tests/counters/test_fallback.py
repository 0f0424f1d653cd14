"""Redis goes away, or does not do its work: no page fails, and the database counts."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from datetime import timedelta
from typing import Any

import psutil
import pytest
import redis
from django.utils import timezone
from pytest_django import Settings
from structlog.testing import capture_logs

from boards.counters.backends import fallback
from boards.counters.models import CountedView
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post
from tests.counters.crowd import BROWSER, crowd, make_post, shown_and_daily_views
from tests.counters.reading import FIREFOX, SAFARI, read, views_of
from tests.live_site import LiveSite
from tests.redis_server import free_port, running_redis
from tests.waiting import PATIENCE, wait_until

READERS = 300
WARNING = "view_counter_unavailable"


@pytest.fixture
def no_redis(settings: Settings, redis_counts: redis.Redis) -> None:
    """Count with a Redis that is not there."""
    location = f"redis://127.0.0.1:{free_port()}/0"
    settings.VIEW_COUNTER = {**settings.VIEW_COUNTER, "LOCATION": location}


@pytest.fixture
def broken_redis(redis_counts: redis.Redis) -> Iterator[redis.Redis]:
    """A Redis that the test may break in any way."""
    yield redis_counts
    redis_counts.execute_command("CLIENT", "UNPAUSE")
    redis_counts.config_set("maxmemory", "0")
    redis_counts.flushall()


@contextmanager
def slept_through(client: redis.Redis) -> Iterator[None]:
    """Let Redis receive what is sent meanwhile, and answer when nobody waits any more."""
    process = psutil.Process(client.info("server")["process_id"])
    process.suspend()
    try:
        yield
    finally:
        process.resume()
    client.ping()  # comes behind what was sent meanwhile


def warnings_in(events: list[Any]) -> list[Any]:
    return [event for event in events if event["event"] == WARNING]


@pytest.mark.django_db
def test_refused_connection_is_warned_of_once_and_counted_by_the_database(
    no_redis: None, post: Post
) -> None:
    with capture_logs() as events:
        for agent in (FIREFOX, SAFARI, FIREFOX):
            assert read(post, agent=agent) == 200
        assert views_of(post) == 2
    (warning,) = warnings_in(events)
    assert warning["log_level"] == "warning"
    assert warning["backend"] == "RedisBackend"
    assert warning["cause"] == "ConnectionError"
    assert "127.0.0.1" not in str(warning)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "break_it",
    [
        lambda client: client.config_set("maxmemory", "1"),
        lambda client: client.set("views:pending", "no hash"),
        lambda client: client.execute_command("CLIENT", "PAUSE", "60000", "WRITE"),
    ],
    ids=["out_of_memory", "script_error", "no_answer"],
)
def test_redis_that_does_not_do_its_work_is_passed_over(
    broken_redis: redis.Redis, post: Post, break_it: Callable[[redis.Redis], object]
) -> None:
    break_it(broken_redis)
    with capture_logs() as events:
        assert read(post) == 200
    assert len(warnings_in(events)) == 1
    assert CountedView.objects.count() == 1


@pytest.mark.django_db
def test_slow_redis_does_not_slow_every_page(
    broken_redis: redis.Redis, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "PAUSE", PATIENCE)  # a busy machine takes long for 20 pages

    def connections() -> int:
        return broken_redis.info("stats")["total_connections_received"]

    before = connections()
    broken_redis.execute_command("CLIENT", "PAUSE", "60000", "WRITE")
    for number in range(20):
        read(post, agent=f"{FIREFOX} {number}")
    assert CountedView.objects.count() == 20
    # Each attempt that times out costs its page 0.2 s and its connection.
    assert 1 <= connections() - before < 5


@pytest.mark.django_db
def test_view_whose_answer_from_redis_came_too_late_is_counted_once(
    broken_redis: redis.Redis, post: Post
) -> None:
    read(post, agent=SAFARI)  # opens the connection
    with slept_through(broken_redis):
        assert read(post) == 200
    assert CountedView.objects.get().in_doubt
    wait_until(lambda: broken_redis.hvals("views:pending") == [b"2"])
    assert [views_of(post), views_of(post)] == [2, 2]


@pytest.mark.django_db
def test_view_that_redis_never_got_is_counted_once_when_it_answers_again(
    broken_redis: redis.Redis, post: Post
) -> None:
    read(post, agent=SAFARI)  # what the first page of a process takes is over before Redis sleeps
    broken_redis.flushall()
    with slept_through(broken_redis):
        read(post)
    broken_redis.flushall()
    assert [views_of(post), views_of(post)] == [1, 1]


@pytest.mark.django_db
def test_view_in_doubt_waits_for_redis_one_window_at_most(no_redis: None, post: Post) -> None:
    view = CountedView.objects.create(
        post=post, reader=b"x" * 16, counted_at=timezone.now(), in_doubt=True
    )
    assert views_of(post) == 0
    view.counted_at -= timedelta(hours=24)
    view.save()
    assert views_of(post) == 1


@pytest.mark.django_db
def test_redis_is_used_again_after_a_pause(
    broken_redis: redis.Redis, post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fallback, "PAUSE", 0.0)
    broken_redis.set("views:pending", "no hash")
    read(post, agent=SAFARI)
    broken_redis.delete("views:pending")
    read(post)
    assert len(broken_redis.hgetall("views:pending")) == 1
    assert views_of(post) == 2


@pytest.mark.django_db
def test_roll_up_without_redis_adds_what_the_database_counted(no_redis: None, post: Post) -> None:
    CountedView.objects.create(post=post, reader=b"x" * 16, counted_at=timezone.now())
    with capture_logs() as events:
        assert roll_up_views() == 1
    assert len(warnings_in(events)) == 1


def test_no_page_fails_and_no_reader_is_lost_when_redis_goes_away(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    agents = [f"{BROWSER} reader/{number}" for number in range(READERS)]
    with ExitStack() as server:
        url = server.enter_context(running_redis())
        site = live_site_factory(VIEW_COUNTER_URL=url)
        path = make_post(site)
        assert crowd(site, path, agents[: READERS // 2]) == [200] * (READERS // 2)
        assert shown_and_daily_views(site, expected=READERS // 2)[0] == READERS // 2
    assert crowd(site, path, agents[READERS // 2 :]) == [200] * (READERS // 2)
    assert shown_and_daily_views(site, expected=READERS) == (READERS, READERS)
    assert WARNING in site.log.read_text()
