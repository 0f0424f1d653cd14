"""Lets one process at a time count words, or forget them all."""

from django.db import connection

# No other lock may have this number: the beginning of the SHA-256 of "boards: vocabulary".
ADVISORY_KEY = 0x2F99B657EF4D77A1


def is_alone() -> bool:
    """Say whether this process may count until its transaction ends; call it at its beginning.

    PostgreSQL has a lock for that, which is not waited for. On SQLite every transaction begins
    with the right to write, which one has at a time.
    """
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [ADVISORY_KEY])
        return bool(cursor.fetchone()[0])
