"""The contract of the counters, on the real site: gunicorn, two workers, 16 readers at once."""

import os
import random
import signal
import threading
from collections.abc import Callable

import pytest
import redis

from tests.counters.crowd import (
    BROWSER,
    crowd,
    make_post,
    read_until_it_works,
    shown_and_daily_views,
)
from tests.live_site import LiveSite

READERS = 2_000
AGENTS = [f"{BROWSER} reader/{number}" for number in range(READERS)]
READERS_BETWEEN_KILLS = 250

HOLD_UP_VIEWS = """
from django.db import connection, transaction
with transaction.atomic(), connection.cursor() as cursor:
    if connection.vendor == "postgresql":
        cursor.execute("LOCK TABLE boards_counters_countedview IN EXCLUSIVE MODE")
    print("held", flush=True)
    input()
"""

LiveSiteFactory = Callable[..., LiveSite]


@pytest.fixture(params=["database", "redis"])
def counter_url(request: pytest.FixtureRequest) -> str:
    """The setting VIEW_COUNTER_URL of each backend."""
    if request.param == "database":
        return "database://"
    url: str = request.getfixturevalue("redis_url")
    with redis.Redis.from_url(url) as client:
        client.flushall()
    return url


def test_every_distinct_reader_counts_once_and_shows_within_ten_seconds(
    counter_url: str, live_site_factory: LiveSiteFactory
) -> None:
    site = live_site_factory(VIEW_COUNTER_URL=counter_url, VIEW_ROLL_UP_INTERVAL=5)
    path = make_post(site)
    assert crowd(site, path, AGENTS) == [200] * READERS
    assert shown_and_daily_views(site, expected=READERS) == (READERS, READERS)


def test_no_view_is_lost_or_doubled_when_workers_are_killed(
    counter_url: str, live_site_factory: LiveSiteFactory
) -> None:
    site = live_site_factory(VIEW_COUNTER_URL=counter_url)
    path = make_post(site)
    killer = _Killer()
    statuses = crowd(site, path, AGENTS, read=killer.read)
    assert killer.kills == READERS // READERS_BETWEEN_KILLS
    assert statuses.count(200) == READERS
    assert shown_and_daily_views(site, expected=READERS) == (READERS, READERS)


def test_no_view_is_lost_when_workers_are_killed_while_somebody_else_writes(
    live_site_factory: LiveSiteFactory,
) -> None:
    site = live_site_factory(VIEW_COUNTER_URL="database://")
    path = make_post(site)
    with site.running_python(HOLD_UP_VIEWS) as other:
        assert other.stdout and other.stdout.readline() == "held\n"
        assert crowd(site, path, AGENTS[:40]) == [200] * 40
        for pid in site.worker_pids:
            os.kill(pid, signal.SIGKILL)
        other.communicate("\n")
    assert shown_and_daily_views(site, expected=40) == (40, 40)


def test_one_reader_counts_once_however_often_it_reads(
    counter_url: str, live_site_factory: LiveSiteFactory
) -> None:
    site = live_site_factory(VIEW_COUNTER_URL=counter_url)
    path = make_post(site)
    assert crowd(site, path, [BROWSER] * READERS) == [200] * READERS
    site.manage("roll_up_views")
    assert shown_and_daily_views(site, expected=1) == (1, 1)


class _Killer:
    """Kills a web worker with SIGKILL now and then, as the kernel does when memory is short."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._until_next_kill = READERS_BETWEEN_KILLS
        self.kills = 0

    def read(self, site: LiveSite, path: str, agent: str) -> list[int]:
        """Open the page as a reader does, and count towards the next kill."""
        with self._lock:
            self._until_next_kill -= 1
            if self._until_next_kill == 0:
                self._until_next_kill = READERS_BETWEEN_KILLS
                os.kill(random.choice(site.worker_pids), signal.SIGKILL)
                self.kills += 1
        return read_until_it_works(site, path, agent)
