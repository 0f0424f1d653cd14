"""Reads every table of a database as it is, whatever models there are."""

from collections.abc import Iterator
from typing import Any

from django.db import connection, transaction

from boards.backups.digests import TableDigest, digest_of_rows

ROWS_AT_ONCE = 2_000
_TABLES = {
    # A virtual table keeps its rows in tables of its own, which are read.
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'table'"
    " AND name NOT LIKE 'sqlite_%%' AND sql NOT LIKE 'CREATE VIRTUAL%%'",
    "postgresql": "SELECT tablename FROM pg_tables WHERE schemaname = current_schema()",
}


def table_names() -> list[str]:
    """Return the names of the default database's tables, in their order."""
    with connection.cursor() as cursor:
        cursor.execute(_TABLES[connection.vendor], [])
        return sorted(name for (name,) in cursor.fetchall())


def table_digests() -> Iterator[tuple[str, TableDigest]]:
    """Yield each table of the default database with the digest of its rows."""
    for name in table_names():
        with transaction.atomic():
            yield name, digest_of_rows(_rows_of(name))


def number_of_rows(table: str) -> int:
    """Count the rows of a table of the default database."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {connection.ops.quote_name(table)}")  # noqa: S608
        return int(cursor.fetchone()[0])


def _rows_of(table: str) -> Iterator[tuple[Any, ...]]:
    """Every row, its values in the order of the columns' names."""
    quote = connection.ops.quote_name
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
    names = ", ".join(quote(name) for name in sorted(column.name for column in described))
    with connection.chunked_cursor() as cursor:
        cursor.execute(f"SELECT {names} FROM {quote(table)}")  # noqa: S608
        while rows := cursor.fetchmany(ROWS_AT_ONCE):
            yield from rows
