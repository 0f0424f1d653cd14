"""Lets one process migrate a database at a time."""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

# No other lock may have this number: the beginning of the SHA-256 of "boards: migrate".
ADVISORY_KEY = 0x3BDEAE217C1CBF2A
SECONDS_BETWEEN_TRIES = 0.2


@contextmanager
def migration_lock(connection: Any, *, on_waiting: Callable[[], None]) -> Iterator[None]:
    """Hold what only one process has for a database; the next one waits for it, without an end.

    PostgreSQL has advisory locks, which end with their connection; beside a file of SQLite lies
    another one, whose lock ends with the process.

    Args:
        on_waiting: called once when another process has it.
    """
    lock = _advisory if connection.vendor == "postgresql" else _beside_file
    with lock(connection, on_waiting):
        yield


@contextmanager
def _advisory(connection: Any, on_waiting: Callable[[], None]) -> Iterator[None]:
    with connection.cursor() as cursor:
        _wait(lambda: _asked(cursor, "SELECT pg_try_advisory_lock(%s)"), on_waiting)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            _asked(cursor, "SELECT pg_advisory_unlock(%s)")


def _asked(cursor: Any, statement: str) -> bool:
    cursor.execute(statement, [ADVISORY_KEY])
    return bool(cursor.fetchone()[0])


@contextmanager
def _beside_file(connection: Any, on_waiting: Callable[[], None]) -> Iterator[None]:
    if connection.is_in_memory_db():
        yield
        return
    path = f"{connection.settings_dict['NAME']}-migrate"
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        _wait(lambda: _locked(descriptor), on_waiting)
        yield
    finally:
        os.close(descriptor)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _wait(take: Callable[[], bool], on_waiting: Callable[[], None]) -> None:
    if take():
        return
    on_waiting()
    while not take():
        time.sleep(SECONDS_BETWEEN_TRIES)
