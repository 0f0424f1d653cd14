"""Ways in which a database is out of order."""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import OperationalError, connection


@contextmanager
def read_only() -> Iterator[None]:
    """Let the database refuse every write, as one that is read-only does."""
    is_postgres = connection.vendor == "postgresql"
    on = "SET default_transaction_read_only = on" if is_postgres else "PRAGMA query_only = on"
    off = on.replace("= on", "= off")
    with connection.cursor() as cursor:
        cursor.execute(on)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(off)


@contextmanager
def away() -> Iterator[None]:
    """Let every statement fail, as when the server does not answer."""

    def refuse(*args: Any) -> None:
        raise OperationalError("the server closed the connection unexpectedly")

    with connection.execute_wrapper(refuse):
        yield


@contextmanager
def full() -> Iterator[None]:
    """Let every write fail, as on a full disk."""

    def refuse(execute: Any, sql: str, *args: Any) -> Any:
        if sql.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE")):
            raise OSError(errno.ENOSPC, "No space left on device")
        return execute(sql, *args)

    with connection.execute_wrapper(refuse):
        yield


OUTAGES = {"read_only": read_only, "away": away, "full": full}
