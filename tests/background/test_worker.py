"""The web processes work on the queue by themselves, or leave it to `manage.py db_worker`."""

import time
from collections.abc import Callable

import psutil

from tests.live_site import LiveSite
from tests.waiting import wait_until

LiveSiteFactory = Callable[..., LiveSite]
ENQUEUE = """
from boards.posts.uploads.actions.sweep_uploads import sweep_uploads_in_background
sweep_uploads_in_background.enqueue()
"""
STATUS = """
from django_tasks_db.models import DBTaskResult
print(DBTaskResult.objects.get().status)
"""


def status_of_task(site: LiveSite) -> str:
    return site.run_python(STATUS).strip()


def test_make_run_needs_no_other_command(live_site_factory: LiveSiteFactory) -> None:
    site = live_site_factory()
    site.run_python(ENQUEUE)
    wait_until(lambda: status_of_task(site) == "SUCCESSFUL")


def test_a_worker_apart_does_what_web_processes_leave(live_site_factory: LiveSiteFactory) -> None:
    site = live_site_factory(TASK_WORKER="external")
    site.run_python(ENQUEUE)
    time.sleep(3)
    assert status_of_task(site) == "READY"
    site.manage("db_worker", "--batch", "--no-startup-delay", "--no-reload")
    assert status_of_task(site) == "SUCCESSFUL"


def test_master_of_a_preloaded_site_works_on_nothing(live_site_factory: LiveSiteFactory) -> None:
    site = live_site_factory(GUNICORN_CMD_ARGS="--preload", VIEW_ROLL_UP_INTERVAL=0)
    worker = psutil.Process(site.worker_pids[0])
    assert worker.num_threads() >= 3  # its own, the one that keeps order and the one that works
    assert worker.parent().num_threads() == 1
