"""Tells a database or disk that cannot work now from one that was asked something wrong."""

import errno
import sqlite3

from django.db import InterfaceError, OperationalError
from psycopg import errors as postgres

# https://www.sqlite.org/rescode.html: busy, locked, no memory, read-only, interrupted, I/O error,
# corrupt, full, cannot open, protocol, not a database.
_SQLITE_OUTAGES = frozenset(
    (
        sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    )
)  # fmt: skip
# Of PostgreSQL's other errors: a server that is read-only, and a transaction that one broke.
_POSTGRES_OUTAGES = (
    postgres.ReadOnlySqlTransaction,
    postgres.InFailedSqlTransaction,
    postgres.DataCorrupted,
    postgres.IndexCorrupted,
)

_DISK_OUTAGES = frozenset(
    (errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EIO, errno.EACCES, errno.EPERM, errno.EFBIG)
)


def is_outage(error: BaseException | None) -> bool:
    """Say whether an error means that the database, or a disk, cannot do what it otherwise would.

    It is away, locked, read-only, full or broken: the same request is right later. An error that
    another one led to, as one raised while a transaction is undone, is seen through.
    """
    return any(_is_outage(each) for each in _with_causes(error))


def _with_causes(error: BaseException | None) -> list[BaseException]:
    found: list[BaseException] = []
    waiting = [error]
    while waiting:
        each = waiting.pop()
        if each is not None and each not in found:
            found.append(each)
            waiting += [each.__cause__, each.__context__]
    return found


def _is_outage(error: BaseException) -> bool:
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in _SQLITE_OUTAGES
    if isinstance(error, OSError):
        return error.errno in _DISK_OUTAGES
    if isinstance(error, _POSTGRES_OUTAGES):
        return True
    if isinstance(error, InterfaceError):  # the connection is closed
        return True
    # Of PostgreSQL's, or of ours. Of SQLite's, the cause says what it is.
    return isinstance(error, OperationalError) and not isinstance(error.__cause__, sqlite3.Error)
