"""What the other tests stand on."""

import os
import urllib.request
from collections.abc import Callable

import pytest
import redis
from django.db import connection

from tests.live_site import LiveSite


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
