"""The web processes bring views into the totals by themselves."""

from collections.abc import Callable

import psutil
import pytest
from django.core.exceptions import ImproperlyConfigured
from pytest_django import Settings

from boards.counters.background import background_roll_up
from tests.counters.crowd import BROWSER, crowd, make_post, shown_and_daily_views
from tests.live_site import LiveSite
from tests.waiting import wait_until

LiveSiteFactory = Callable[..., LiveSite]
RENAME = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("ALTER TABLE {old} RENAME TO {new}")
"""
AGENTS = [f"{BROWSER} reader/{number}" for number in range(20)]


@pytest.mark.parametrize("options", ["", "--preload"])
def test_views_from_before_a_power_cut_are_shown_before_anyone_reads(
    live_site_factory: LiveSiteFactory, options: str
) -> None:
    site = live_site_factory(VIEW_ROLL_UP_INTERVAL=8, GUNICORN_CMD_ARGS=options)
    path = make_post(site)
    crowd(site, path, AGENTS)
    site.kill()
    site.environment["VIEW_ROLL_UP_INTERVAL"] = "1"
    site.start()
    assert shown_and_daily_views(site, expected=20) == (20, 20)


def test_master_of_a_preloaded_site_leaves_the_roll_up_to_its_workers(
    live_site_factory: LiveSiteFactory,
) -> None:
    site = live_site_factory(GUNICORN_CMD_ARGS="--preload")
    worker = psutil.Process(site.worker_pids[0])
    assert worker.num_threads() > 1
    assert worker.parent().num_threads() == 1


def test_roll_up_goes_on_after_the_database_refused(live_site_factory: LiveSiteFactory) -> None:
    site = live_site_factory()
    path = make_post(site)
    site.run_python(RENAME.format(old="boards_counters_countedview", new="put_aside"))
    wait_for_log_line(site, "view_roll_up_failed")
    site.run_python(RENAME.format(old="put_aside", new="boards_counters_countedview"))
    crowd(site, path, AGENTS)
    assert shown_and_daily_views(site, expected=20) == (20, 20)


def wait_for_log_line(site: LiveSite, event: str) -> None:
    wait_until(lambda: event in site.log.read_text(), f"the log has no {event}")


def test_nothing_runs_when_the_interval_is_zero(live_site_factory: LiveSiteFactory) -> None:
    site = live_site_factory(VIEW_ROLL_UP_INTERVAL=0)
    path = make_post(site)
    crowd(site, path, AGENTS)
    assert shown_and_daily_views(site, expected=0) == (0, 0)
    assert site.manage("roll_up_views") == "Added 20 views.\n"
    assert shown_and_daily_views(site, expected=20) == (20, 20)


def test_wrong_url_of_redis_stops_the_start(settings: Settings) -> None:
    settings.VIEW_COUNTER = {
        "BACKEND": "boards.counters.backends.redis.RedisBackend",
        "LOCATION": "redis://127.0.0.1:port/0",
        "WINDOW": 86_400,
        "ROLL_UP_INTERVAL": 5,
    }
    with pytest.raises(ImproperlyConfigured, match="VIEW_COUNTER_URL"):
        background_roll_up.start()
