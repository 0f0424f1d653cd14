"""Deploys, kills and outages of the database: a task runs to its end, in one process at a time."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from tests.live_site import BASE_DIR, LiveSite
from tests.postgres import create_database, start_server
from tests.waiting import PATIENCE, wait_until

LiveSiteFactory = Callable[..., LiveSite]
FOREVER = "/nowhere/to/be/found"
STATUS = """
from django_tasks_db.models import DBTaskResult
for task in DBTaskResult.objects.filter(task_path__contains="slow_tasks"):
    print(task.status, len(task.worker_ids))
"""


class Worker:
    """A `manage.py db_worker` of a site, which writes to the site's log."""

    def __init__(self, site: LiveSite) -> None:
        with site.log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, "manage.py", "db_worker", "--no-reload", "--no-startup-delay"],
                cwd=BASE_DIR,
                env=site.environment,
                stdout=log,
                stderr=log,
            )

    def send(self, number: signal.Signals) -> None:
        self.process.send_signal(number)

    def ends(self) -> int:
        return self.process.wait(PATIENCE)


class Queue:
    """The one slow task of a site, and what its runs left in a file."""

    def __init__(self, site: LiveSite, folder: Path) -> None:
        self.site = site
        self.gate, self.log = folder / "gate", folder / "log"
        self.log.touch()

    def enqueue(self, gate: str = "") -> None:
        arguments = (gate or str(self.gate), str(self.log))
        self.site.run_python(
            f"from tests.background.slow_tasks import waits_for; waits_for.enqueue(*{arguments!r})"
        )

    def let_through(self) -> None:
        self.gate.touch()

    def runs(self, word: str) -> list[int]:
        lines = [line.split() for line in self.log.read_text().splitlines()]
        return [int(pid) for said, pid in lines if said == word]

    def status(self) -> str:
        return self.site.run_python(STATUS).strip()

    def wait_for_begin(self, number: int = 1) -> None:
        wait_until(lambda: len(self.runs("began")) >= number, self.site.log.read_text)

    def wait_for_status(self, *wanted: str) -> None:
        wait_until(lambda: self.status() in wanted, self.site.log.read_text)


@pytest.fixture
def workers() -> Iterator[list[Worker]]:
    """What is put in here is killed in the end."""
    started: list[Worker] = []
    yield started
    for worker in started:
        worker.process.kill()
        worker.process.wait()


@pytest.fixture
def apart(live_site_factory: LiveSiteFactory, tmp_path: Path) -> Queue:
    return Queue(live_site_factory(TASK_WORKER="external", WEB_CONCURRENCY=1), tmp_path)


def begin(apart: Queue, workers: list[Worker]) -> None:
    """Let a first worker begin a task."""
    workers.append(Worker(apart.site))
    apart.enqueue()
    apart.wait_for_begin()


def test_a_worker_that_is_asked_to_stop_ends_its_task(apart: Queue, workers: list[Worker]) -> None:
    begin(apart, workers)
    workers[0].send(signal.SIGTERM)
    apart.let_through()
    assert workers[0].ends() == 0
    assert apart.status() == "SUCCESSFUL 1"


def test_a_task_that_does_not_end_in_time_is_given_back_and_runs_elsewhere(
    apart: Queue, workers: list[Worker]
) -> None:
    begin(apart, workers)
    workers[0].send(signal.SIGTERM)
    assert workers[0].ends() == 0
    assert apart.status() == "READY 0"  # an attempt that was cut off is none
    apart.let_through()
    workers.append(Worker(apart.site))
    apart.wait_for_status("SUCCESSFUL 1")
    assert len(apart.runs("ended")) == 1


def test_a_second_signal_gives_the_task_back_at_once(apart: Queue, workers: list[Worker]) -> None:
    begin(apart, workers)
    workers[0].send(signal.SIGINT)
    wait_until(lambda: "worker_stops" in apart.site.log.read_text(), apart.site.log.read_text)
    workers[0].send(signal.SIGTERM)
    workers[0].ends()
    assert apart.status() == "READY 0"


def test_a_task_of_a_killed_worker_is_resumed_by_another(
    apart: Queue, workers: list[Worker]
) -> None:
    apart.site.stop()  # the workers alone must see to it
    begin(apart, workers)
    workers[0].send(signal.SIGKILL)
    workers[0].ends()
    workers.append(Worker(apart.site))
    apart.wait_for_begin(2)
    apart.let_through()
    apart.wait_for_status("SUCCESSFUL 2")


def test_a_worker_that_only_slept_writes_nothing_of_what_is_anothers(
    apart: Queue, workers: list[Worker]
) -> None:
    begin(apart, workers)
    workers[0].send(signal.SIGSTOP)
    workers.append(Worker(apart.site))
    apart.wait_for_begin(2)
    apart.let_through()
    apart.wait_for_status("SUCCESSFUL 2")
    workers[0].send(signal.SIGCONT)
    wait_until(lambda: "task_claim_lost" in apart.site.log.read_text(), apart.site.log.read_text)
    assert apart.runs("ended") == [workers[1].process.pid]
    assert apart.status() == "SUCCESSFUL 2"


def test_a_long_task_runs_once_while_others_look_for_work(
    apart: Queue, workers: list[Worker]
) -> None:
    workers.extend([Worker(apart.site), Worker(apart.site)])
    apart.enqueue()
    apart.wait_for_begin()
    seen_alive = """
from datetime import timedelta
from django.db.models import F
from boards.background.claims import SILENCE
from boards.background.models import Heartbeat
from django_tasks_db.models import DBTaskResult
began = DBTaskResult.objects.get(task_path__contains="slow_tasks").started_at
print(Heartbeat.objects.filter(
    name__startswith="task ", beat_at__gt=began + SILENCE + timedelta(seconds=5)).count())
"""
    wait_until(lambda: apart.site.run_python(seen_alive).strip() == "1", apart.site.log.read_text)
    apart.let_through()
    apart.wait_for_status("SUCCESSFUL 1")
    assert len(apart.runs("began")) == 1


@pytest.mark.parametrize("how", ["SIGTERM", "SIGKILL"])
def test_a_deploy_of_a_site_that_works_inside_loses_no_time(
    live_site_factory: LiveSiteFactory, tmp_path: Path, how: str
) -> None:
    queue = Queue(live_site_factory(WEB_CONCURRENCY=1), tmp_path)
    queue.enqueue()
    queue.wait_for_begin()
    if how == "SIGTERM":
        queue.site.stop()
        assert queue.status() == "READY 0"
    else:
        queue.site.kill()
        assert queue.status() == "RUNNING 1"
    queue.let_through()
    queue.site.start()
    queue.wait_for_status("SUCCESSFUL 1", "SUCCESSFUL 2")
    assert len(queue.runs("ended")) == 1


def test_a_deploy_waits_for_a_task_that_ends(
    live_site_factory: LiveSiteFactory, tmp_path: Path
) -> None:
    queue = Queue(live_site_factory(WEB_CONCURRENCY=1), tmp_path)
    queue.enqueue()
    queue.wait_for_begin()
    os.kill(queue.site.worker_pids[0], signal.SIGTERM)
    queue.let_through()
    queue.wait_for_status("SUCCESSFUL 1")
    assert len(queue.runs("began")) == 1


@pytest.mark.replicas
def test_a_worker_outlives_a_stop_of_its_database(
    static_root: Path, tmp_path: Path, workers: list[Worker]
) -> None:
    server = start_server()
    url = create_database(server.get_uri())
    site = LiveSite(folder=tmp_path, static_root=static_root, environment={"DATABASE_URL": url})
    site.prepare()
    queue = Queue(site, tmp_path)
    try:
        workers.append(Worker(site))
        queue.enqueue()
        queue.wait_for_begin()
        server.stop()
        wait_until(lambda: "task_heartbeat_failed" in site.log.read_text(), site.log.read_text)
        queue.let_through()
        wait_until(lambda: "OperationalError" in site.log.read_text(), site.log.read_text)
        server.start()
        wait_until(lambda: _answers(url), site.log.read_text)
        queue.wait_for_status("SUCCESSFUL 1", "SUCCESSFUL 2")
        assert workers[0].process.poll() is None
        server.stop()
        wait_until(lambda: '"worker_waits"' in site.log.read_text(), site.log.read_text)
        server.start()
        wait_until(lambda: _answers(url), site.log.read_text)
        before = len(queue.runs("began"))
        queue.enqueue()
        queue.wait_for_begin(before + 1)
        workers[0].send(signal.SIGTERM)
        assert workers[0].ends() == 0
    finally:
        site.remove()
        server.cleanup()


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url, connect_timeout=2).close()
    except psycopg.OperationalError:
        return False
    return True
