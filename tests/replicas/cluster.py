"""A primary and its replica, from a wheel."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from benchmarks.replication import replica_of
from tests.postgres import FOLDER_PREFIX, start_server
from tests.waiting import wait_until


class Cluster:
    """Two servers; each has an autocommitting connection for the tests.

    Attributes:
        primary_url: of the primary's database, as DATABASE_URL has it.
        replica_url: of the same database of the replica.
    """

    def __init__(self, primary: Any, replica: Any) -> None:
        self._replica = replica
        self.primary_url: str = primary.get_uri()
        self.replica_url: str = replica.get_uri()

    def on_primary(self, sql: str, *values: object) -> list[Any]:
        """Run a statement on the primary and return its rows."""
        return _rows(self.primary_url, sql, values)

    def on_replica(self, sql: str, *values: object) -> list[Any]:
        """Run a statement on the replica and return its rows."""
        return _rows(self.replica_url, sql, values)

    def catch_up(self) -> None:
        """Return when the replica has replayed all that the primary has written so far."""
        ((written,),) = self.on_primary("SELECT pg_logical_emit_message(true, '', '') - '0/0'")
        replayed = "SELECT pg_last_wal_replay_lsn() - '0/0'"
        wait_until(
            lambda: self.on_replica(replayed)[0][0] >= written,
            "the replica does not follow",
            pause=0.02,
        )

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Hold the replica as it is now."""
        self.catch_up()
        self.on_replica("SELECT pg_wal_replay_pause()")
        state = "SELECT pg_get_wal_replay_pause_state()"
        wait_until(
            lambda: self.on_replica(state) == [("paused",)],
            "the replica does not pause",
            pause=0.02,
        )
        try:
            yield
        finally:
            self.on_replica("SELECT pg_wal_replay_resume()")

    @contextmanager
    def replica_stopped(self) -> Iterator[None]:
        """Run a block without the replica."""
        self._replica.stop()
        try:
            yield
        finally:
            self._replica.start()

    def cut_connections_with_replica(self) -> None:
        """End what is connected with the replica, as its restart would."""
        self.on_replica(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )


@contextmanager
def running_cluster() -> Iterator[Cluster]:
    """Start a primary and its replica; both go away with this block."""
    primary = start_server()
    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-"))
    replica = replica_of(primary, folder, cleanup_mode="delete")
    try:
        yield Cluster(primary, replica)
    finally:
        replica.cleanup()
        primary.cleanup()


def _rows(url: str, sql: str, values: tuple[object, ...]) -> list[Any]:
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode(), values or None)
        return cursor.fetchall() if cursor.description else []
