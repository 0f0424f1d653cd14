"""SQLite whose transactions begin in the order in which they were asked for.

Django finds the class by its name, as that of any database engine.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic, sleep
from typing import Any

from django.db import OperationalError
from django.db.backends.sqlite3 import base

QUEUE_SUFFIX = "-queue"  # of the file beside the database, which stays empty
PAUSE = 0.000_2  # seconds between two tries of the first of the line; a try takes as long


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that stands in line for the write lock with those of all processes.

    SQLite lets a writer that finds the lock taken sleep longer and longer, and one that comes just
    then passes it: with 16 writers, some wait for seconds. Here only the first of the line asks
    SQLite. The line is a lock of the operating system, which a killed process gives back; the
    write lock itself stays SQLite's, so that a writer that knows of no line does no harm.
    """

    _queue: int | None = None  # the descriptor of the file

    def _start_transaction_under_autocommit(self) -> None:
        if self.is_in_memory_db():
            super()._start_transaction_under_autocommit()  # type: ignore[misc]
            return
        patience = float(self.settings_dict["OPTIONS"]["timeout"])
        end = monotonic() + patience
        with self._turn():
            self._let_sqlite_wait(0)
            try:
                self._ask_until(end)
            finally:
                self._let_sqlite_wait(patience)

    def _ask_until(self, end: float) -> None:
        while True:
            try:
                super()._start_transaction_under_autocommit()  # type: ignore[misc]
            except OperationalError as error:
                if not _is_busy(error) or monotonic() > end:
                    raise
                sleep(PAUSE)
            else:
                return

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        if self._queue is not None:
            os.close(self._queue)
            self._queue = None

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """Wait to be the first of the line, and leave it after the block."""
        if self._queue is None:
            path = f"{self.settings_dict['NAME']}{QUEUE_SUFFIX}"
            self._queue = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        fcntl.flock(self._queue, fcntl.LOCK_EX)
        try:
            yield
        finally:
            fcntl.flock(self._queue, fcntl.LOCK_UN)

    def _let_sqlite_wait(self, seconds: float) -> None:
        """Say how long SQLite itself waits for a lock before it calls the database locked."""
        connection: Any = self.connection
        connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _is_busy(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
