"""SQLite with a line for its writers, and with numbers of any size to compare with.

Django finds the class by its name, as that of any database engine.
"""

import math
import os
import re
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from time import monotonic, sleep
from typing import Any

from django.db import DataError, OperationalError
from django.db.backends.sqlite3 import base, operations

from forum import deadlines
from forum.direct_reading import DirectReading, Rows
from forum.sqlite.write_queue import WriteQueue

QUEUE_SUFFIX = "-queue"  # of the file beside the database, which stays empty
# Between two tries of the first of the line: SHARE of what it has waited, PAUSE seconds at least.
# So a disk that needs long for a commit does not cost hundreds of tries, and nobody waits longer
# than by an eighth.
PAUSE, SHARE = 0.000_2, 1 / 8

SMALLEST, LARGEST = -(1 << 63), (1 << 63) - 1  # of the integers of SQLite

PREPARED_STATEMENTS = 2048  # whose spelling is remembered

_WRITES = re.compile(r"\s*(?:BEGIN IMMEDIATE|INSERT|UPDATE|DELETE|REPLACE)\b", re.IGNORECASE)

_REFUSING_TRIGGERS = """
    SELECT name, sql FROM sqlite_master
    WHERE type = 'trigger' AND sql LIKE '%BEFORE DELETE%' AND sql LIKE '%RAISE(%'
"""

# Set from a full wait of this process in vain until one of its writes is let in.
_waits_in_vain = threading.Event()


class DatabaseOperations(operations.DatabaseOperations):
    """Empties tables as PostgreSQL does, which asks no trigger when it truncates them."""

    def sql_flush(self, *args: Any, **kwargs: Any) -> list[str]:
        """Return statements that empty tables; triggers that refuse it stand aside meanwhile."""
        with self.connection.cursor() as cursor:
            cursor.execute(_REFUSING_TRIGGERS)
            triggers = cursor.fetchall()
        return [
            *(f"DROP TRIGGER {self.quote_name(name)}" for name, _sql in triggers),
            *super().sql_flush(*args, **kwargs),
            *(sql for _name, sql in triggers),
        ]


class DatabaseWrapper(DirectReading, base.DatabaseWrapper):
    """A connection that stands in line for the write lock with those of all processes.

    SQLite lets a writer that finds the lock taken sleep longer and longer, and one that comes just
    then passes it: with 16 writers, some wait for seconds. Here only the first of the line asks
    SQLite. The line is a lock of the operating system, which a killed process gives back, and it is
    left as soon as the write lock is there. That one stays SQLite's: a writer that knows of no line
    is kept apart from the others as ever, though it may wait long.

    Whoever has not got the write lock by its deadline, counted from when it asked, is refused as
    SQLite refuses: the database is locked. The next ones of the process then wait for a moment
    only, until one of them is let in: else each of them would hold up the pages behind it anew.
    """

    ops_class = DatabaseOperations

    _queue: WriteQueue | None = None
    _patience: float | None = None  # seconds, in place of those that are usual
    _wait_of_connection = 0.0  # seconds that SQLite itself waits

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._execute_in_turn)
        self.execute_wrappers.append(_execute_with_any_number)
        self._usual_wrappers = len(self.execute_wrappers)

    @contextmanager
    def hurrying(self, seconds: float) -> Iterator[None]:
        """Let what is written in the block wait neither for the disk nor, for long, for others.

        For what may be lost in a power cut, outside of transactions.

        Args:
            seconds: how long to wait for the writers before it; OperationalError after that.
        """
        self.ensure_connection()
        if self._holds_lock():
            yield
            return
        self._sync_each_commit(False)
        self._patience = seconds
        try:
            yield
        finally:
            self._patience = None
            self._sync_each_commit(True)

    def get_new_connection(self, conn_params: Any) -> Any:
        """Open the file; SQLite's own wait for a lock is as long as ours."""
        self._wait_of_connection = self._usual_wait()
        if not self.is_in_memory_db() and not str(conn_params["database"]).startswith("file:"):
            _make_for_owner(conn_params["database"])
        return super().get_new_connection({**conn_params, "timeout": self._wait_of_connection})

    def _seconds_to_wait(self) -> float:
        if self._patience is not None:
            return self._patience
        is_brief = _waits_in_vain.is_set() and deadlines.are_applied()
        return deadlines.WRITE_QUEUE_AGAIN if is_brief else self._usual_wait()

    def _usual_wait(self) -> float:
        usual = float(self.settings_dict["OPTIONS"]["timeout"])
        return min(usual, deadlines.WRITE_QUEUE) if deadlines.are_applied() else usual

    def _rows_of(self, sql: str, params: list[Any]) -> Rows | None:
        connection: Any = self.connection
        try:
            rows: Rows = connection.execute(_with_question_marks(sql), params).fetchall()
        except OverflowError:
            return None  # a cursor of Django compares with a number of any size
        return rows

    def _execute_in_turn(
        self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        # Of many rows outside of a transaction, some may be written when the next one is refused.
        if self._holds_lock() or many or not _WRITES.match(sql) or self.is_in_memory_db():
            return execute(sql, params, many, context)
        seconds = self._seconds_to_wait()
        end = monotonic() + seconds
        with (
            _outcome_noted(is_patient=seconds >= self._usual_wait()),
            self._turn(until=end) as had_to_wait,
        ):
            # Nobody else loses by the pauses that SQLite makes.
            if not had_to_wait and seconds >= self._wait_of_connection:
                return execute(sql, params, many, context)
            self._let_sqlite_wait(0)
            try:
                return _retried_until(end, lambda: execute(sql, params, many, context))
            finally:
                self._let_sqlite_wait(self._wait_of_connection)

    def _close(self) -> None:
        super()._close()  # type: ignore[misc]
        if self._queue is not None:
            self._queue.close()
            self._queue = None

    @contextmanager
    def _turn(self, *, until: float) -> Iterator[bool]:
        """Wait to be the first of the line, and leave it after the block.

        Yields whether others were before. Raises OperationalError at the moment `until`.
        """
        if self._queue is None:
            self._queue = self._opened_queue()
        queue = self._queue
        had_to_wait = not queue.enter_at_once()
        if had_to_wait and not queue.enter(until=until):
            self._queue = None  # it leaves the line by itself
            raise OperationalError("database is locked: too many writers wait")
        try:
            yield had_to_wait
        finally:
            queue.leave()

    def _opened_queue(self) -> WriteQueue:
        try:
            return WriteQueue(f"{self.settings_dict['NAME']}{QUEUE_SUFFIX}")
        except OSError as error:  # a full or a read-only disk
            raise OperationalError(f"the queue of writers cannot be opened: {error}") from error

    def _sync_each_commit(self, is_on: bool) -> None:
        connection: Any = self.connection
        connection.execute(f"PRAGMA synchronous = {'FULL' if is_on else 'NORMAL'}")

    def _holds_lock(self) -> bool:
        connection: Any = self.connection
        return bool(connection.in_transaction)

    def _let_sqlite_wait(self, seconds: float) -> None:
        """Say how long SQLite itself waits for a lock before it calls the database locked."""
        connection: Any = self.connection
        connection.execute(f"PRAGMA busy_timeout = {int(seconds * 1000)}")


def _make_for_owner(path: str) -> None:
    """Make a new file that its owner alone reads; SQLite gives `-wal` and `-shm` the same rights.

    One that is there stays as it is. What prevents a new one, SQLite says itself.
    """
    with suppress(OSError):
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


@lru_cache(maxsize=PREPARED_STATEMENTS)
def _with_question_marks(sql: str) -> str:
    """Return a statement with its places as SQLite writes them."""
    return base.FORMAT_QMARK_REGEX.sub("?", sql).replace("%%", "%")


def _execute_with_any_number(
    execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    """Compare with a number that SQLite has no integer for, as PostgreSQL does: no row has it.

    Raises:
        DataError: when such a number was to be written, or sought by what writes.
    """
    try:
        return execute(sql, params, many, context)
    except OverflowError as error:
        if many or _WRITES.match(sql):
            raise DataError("integer out of range") from error
        return execute(sql, [_comparable(param) for param in params], many, context)


def _comparable(param: Any) -> Any:
    """Return an integer that is too large as a floating-point number, which compares as well."""
    if not isinstance(param, int) or SMALLEST <= param <= LARGEST:
        return param
    try:
        return float(param)
    except OverflowError:
        return math.inf if param > 0 else -math.inf


@contextmanager
def _outcome_noted(*, is_patient: bool) -> Iterator[None]:
    """Note whether a write was let in; that a brief wait was in vain says nothing."""
    try:
        yield
    except OperationalError as error:
        if is_patient and (_is_busy(error) or error.__cause__ is None):
            _waits_in_vain.set()
        raise
    _waits_in_vain.clear()


def _retried_until(end: float, ask: Callable[[], Any]) -> Any:
    """Ask again while the database is locked, until a moment of the monotonic clock."""
    start = monotonic()
    while True:
        try:
            return ask()
        except OperationalError as error:
            if not _is_busy(error) or monotonic() > end:
                raise
        now = monotonic()
        sleep(max(PAUSE, min(SHARE * (now - start), end - now)))


def _is_busy(error: OperationalError) -> bool:
    return getattr(error.__cause__, "sqlite_errorcode", None) == sqlite3.SQLITE_BUSY
