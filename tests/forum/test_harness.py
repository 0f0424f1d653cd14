"""What the other tests stand on."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path

import pytest
import redis
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.utils import timezone, translation

from forum import readiness
from tests.environment import variables_of_the_site
from tests.forum.test_settings_table import variables_in_code
from tests.live_site import LiveSite
from tests.waiting import wait_until

START_A_REDIS_AND_WAIT = """
from tests.redis_server import running_redis
with running_redis() as url:
    print(url, flush=True)
    input()
"""


@pytest.mark.django_db
def test_tests_run_on_the_database_that_was_asked_for() -> None:
    asked_for = os.environ["FORUM_TESTS_ENVIRONMENT"]
    assert connection.vendor == {"postgres": "postgresql", "sqlite": "sqlite"}[asked_for]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["one", "another"])
def test_what_a_test_leaves_behind_is_gone_in_the_next(turn: str) -> None:
    """Both of them, in any order: they look for what they leave."""
    assert cache.get("left") is None
    assert timezone.get_current_timezone_name() == settings.TIME_ZONE
    assert translation.get_language() == settings.LANGUAGE_CODE
    assert readiness._next_write == 0.0
    assert not waits_for_a_moment_only()
    cache.set("left", turn)
    timezone.activate("Pacific/Honolulu")
    translation.activate("en")
    readiness._next_write = time.monotonic() + 60
    wait_for_a_moment_only()


def waits_for_a_moment_only() -> bool:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SHOW lock_timeout")
            return str(cursor.fetchone()[0]) != "0"
        cursor.execute("PRAGMA busy_timeout")
        return int(cursor.fetchone()[0]) < 1_000


def wait_for_a_moment_only() -> None:
    with connection.cursor() as cursor:
        is_postgres = connection.vendor == "postgresql"
        cursor.execute("SET lock_timeout = 50" if is_postgres else "PRAGMA busy_timeout = 50")


def test_redis_is_real(redis_url: str) -> None:
    with redis.Redis.from_url(redis_url) as client:
        assert client.info("server")["redis_version"]


def test_live_site_answers_again_after_its_workers_were_killed(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory(WEB_CONCURRENCY=2)
    assert len(site.worker_pids) == 2
    for again in (site.kill, site.stop):
        again()
        assert site.worker_pids == []
        site.start()
        with urllib.request.urlopen(f"{site.url}/") as page:
            assert page.status == 200


def test_the_tests_know_every_setting_and_begin_without_those_of_who_starts_them() -> None:
    assert variables_of_the_site() == set(variables_in_code()) - {"ENV_FILE"}


def test_a_killed_run_leaves_no_redis_behind(tmp_path: Path) -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", START_A_REDIS_AND_WAIT],
        env={**os.environ, "TMPDIR": str(tmp_path)},  # its folder stays
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None and run.stdin is not None
    with run.stdout, run.stdin, redis.Redis.from_url(run.stdout.readline().strip()) as client:
        assert client.ping()
        run.kill()
        run.wait()
        with pytest.raises(redis.ConnectionError):
            wait_until(lambda: not client.ping())
