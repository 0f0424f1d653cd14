"""What the other tests stand on."""

import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable

import pytest
import redis
from django.db import connection

from tests.environment import variables_of_the_site
from tests.forum.test_settings_table import variables_in_code
from tests.live_site import LiveSite

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


def test_a_killed_run_leaves_no_redis_behind() -> None:
    run = subprocess.Popen(
        [sys.executable, "-c", START_A_REDIS_AND_WAIT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert run.stdout is not None and run.stdin is not None
    with run.stdout, run.stdin, redis.Redis.from_url(run.stdout.readline().strip()) as client:
        assert client.ping()
        run.kill()
        run.wait()
        deadline = time.monotonic() + 30
        with pytest.raises(redis.ConnectionError):
            while time.monotonic() < deadline:
                client.ping()
                time.sleep(0.05)
