"""What goes wrong with a site: each fault begins, lasts a while and ends."""

import os
import random
import resource
import signal
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psutil
import psycopg

from benchmarks.drill.disk import SmallDisk
from benchmarks.servers import Server

LASTS = 8.0  # seconds: longer than any deadline of the site for a lock
MEGABYTES_OF_LOG = 256  # more than PostgreSQL has room for in the segments that are there
WRITING = ("boards_posts_post", "boards_posts_comment")


@dataclass(frozen=True)
class Site:
    """The site that is tried.

    Attributes:
        environment: of its processes.
        postgres: its server, as `benchmarks.databases.postgres_in` gives it; None on SQLite.
        disk: what the data of that server lies on, where it has one of its own.
        without_disk: why it has none.
    """

    server: Server
    environment: dict[str, str]
    postgres: Any = None
    disk: SmallDisk | None = None
    without_disk: str = ""

    @property
    def engine(self) -> str:
        """The name of its kind of database."""
        return "postgres" if self.postgres else "sqlite"

    @property
    def database_url(self) -> str:
        """As DATABASE_URL has it."""
        return self.environment["DATABASE_URL"]

    @property
    def database_file(self) -> Path:
        """Where SQLite has it."""
        return Path(urlsplit(self.database_url).path)


class LeftOut(Exception):
    """A fault that cannot be made here; says why."""


Fault = Callable[[Site], None]


def kill_a_worker(site: Site) -> None:
    """One web process is gone, as when memory is short; gunicorn starts another one."""
    os.kill(random.choice(site.server.worker_pids), signal.SIGKILL)  # noqa: S311


def kill_the_site(site: Site) -> None:
    """All web processes are gone at once, and started again."""
    site.server.kill()
    site.server.start()


def lock(site: Site) -> None:
    """Another program holds what every write needs."""
    with _holding_locks(site):
        time.sleep(LASTS)


def fill_the_disk(site: Site) -> None:
    """Nothing has room: neither the tables nor, on SQLite, the log of the web processes.

    PostgreSQL goes on within the segments of its log that are there already.
    """
    with _full_disk(site):
        time.sleep(LASTS)


def fill_the_disk_until_it_falls(site: Site) -> None:
    """PostgreSQL needs a new segment of its log and gets none: it panics, and cannot come back.

    Somebody makes room and starts it again.
    """
    with _full_disk(site):
        _write_log_until_it_falls(site.database_url)
        time.sleep(LASTS)
    site.postgres.ensure_postgres_running()


def make_read_only(site: Site) -> None:
    """PostgreSQL takes no writes, as when another server has become the primary."""
    _read_only(site, "on")
    try:
        time.sleep(LASTS)
    finally:
        _read_only(site, "off")


def disconnect(site: Site) -> None:
    """PostgreSQL is gone in the middle of everything, and comes back."""
    folder = Path(site.postgres.pgdata)
    pid = int((folder / "postmaster.pid").read_text().split()[0])
    server = psutil.Process(pid)
    server.send_signal(signal.SIGQUIT)  # immediate: nobody is waited for
    psutil.wait_procs([server], timeout=60)
    time.sleep(LASTS)
    site.postgres.ensure_postgres_running()


FAULTS: dict[str, dict[str, Fault]] = {
    "sqlite": {
        "a worker is killed": kill_a_worker,
        "the site is killed": kill_the_site,
        "another program writes": lock,
        "the disk is full": fill_the_disk,
    },
    "postgres": {
        "a worker is killed": kill_a_worker,
        "the site is killed": kill_the_site,
        "tables are locked": lock,
        "the database is read-only": make_read_only,
        "the database is away": disconnect,
        "the disk is full": fill_the_disk,
        "the disk is full, and the database falls": fill_the_disk_until_it_falls,
    },
}


@contextmanager
def _holding_locks(site: Site) -> Iterator[None]:
    if site.postgres is None:
        with closing(sqlite3.connect(site.database_file, isolation_level=None)) as file:
            file.execute("BEGIN IMMEDIATE")
            yield
            file.execute("ROLLBACK")
        return
    with psycopg.connect(site.database_url) as connection:
        connection.execute(f"LOCK TABLE {', '.join(WRITING)} IN EXCLUSIVE MODE".encode())
        yield


@contextmanager
def _full_disk(site: Site) -> Iterator[None]:
    if site.postgres is None:
        with _files_limited_to(0, site.server.worker_pids):
            yield
        return
    if site.disk is None:
        raise LeftOut(site.without_disk)
    with site.disk.full():
        yield


def _write_log_until_it_falls(database_url: str) -> None:
    try:
        with psycopg.connect(database_url, autocommit=True) as connection:
            for _ in range(MEGABYTES_OF_LOG):
                connection.execute(
                    "SELECT pg_logical_emit_message(true, 'drill', repeat('-', 1 << 20))"
                )
    except psycopg.OperationalError:
        return
    raise RuntimeError("PostgreSQL goes on writing its log on a full disk.")


@contextmanager
def _files_limited_to(size: int, pids: list[int]) -> Iterator[None]:
    limits = {pid: resource.prlimit(pid, resource.RLIMIT_FSIZE) for pid in pids}
    for pid, (_, hard) in limits.items():
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (size, hard))
    try:
        yield
    finally:
        for pid, limit in limits.items():
            if psutil.pid_exists(pid):
                resource.prlimit(pid, resource.RLIMIT_FSIZE, limit)


def _read_only(site: Site, value: str) -> None:
    with psycopg.connect(site.database_url, autocommit=True) as connection:
        connection.execute("SET default_transaction_read_only = off")
        connection.execute(f"ALTER SYSTEM SET default_transaction_read_only = {value}".encode())
        connection.execute("SELECT pg_reload_conf()")
