"""Puts many rows into a table as fast as the database takes them, with all its checks on."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from django.db import connection, models

from boards.search.index.engines.statistics import clear_statistics

SQLITE_CACHE = 160_000  # KiB; the indexes of a million posts are written all over
ROWS_ANALYSED = 1_000  # of each index, as SQLite advises for large tables


def stored_moment(moment: datetime) -> Any:
    """Return a time as this database takes it in a row."""
    return connection.ops.adapt_datetimefield_value(moment)


def store(model: type[models.Model], fields: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """Insert rows with one statement.

    Args:
        fields: names of the model's columns (`board_id`); the others get their defaults.
        rows: a value for each of the fields; times as `stored_moment` gives them.
    """
    defaults = _defaults(model, leaving_out=set(fields))
    by_name = {field.attname: str(field.column) for field in model._meta.local_concrete_fields}
    columns = [by_name[name] for name in (*fields, *defaults)]
    rest = tuple(defaults.values())
    complete = ((*row, *rest) for row in rows)
    if connection.vendor == "postgresql":
        _copy(model._meta.db_table, columns, complete)
    else:
        _insert(model._meta.db_table, columns, complete)


def reserve_ids(model: type[models.Model], count: int) -> int:
    """Keep so many ids for rows to come, whoever else writes meanwhile; return the first.

    Ids of rows that were deleted are not given again: their addresses may be known.
    """
    count = max(count, 1)  # a sequence of PostgreSQL cannot be set to 0
    greatest = model._default_manager.aggregate(greatest=models.Max("pk"))["greatest"] or 0
    reserve = _reserve_in_postgres if connection.vendor == "postgresql" else _reserve_in_sqlite
    return reserve(model._meta.db_table, count, greatest)


@contextmanager
def room_for_indexes() -> Iterator[None]:
    """Let SQLite keep more of the file in memory for a while."""
    if connection.vendor != "sqlite":
        yield
        return
    with connection.cursor() as cursor:
        usual = cursor.execute("PRAGMA cache_size").fetchone()[0]
        cursor.execute(f"PRAGMA cache_size = {-SQLITE_CACHE}")
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = {usual}")


def refresh_statistics() -> None:
    """Tell the planner of the new rows; PostgreSQL would notice by itself within minutes."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"PRAGMA analysis_limit = {ROWS_ANALYSED}")
        cursor.execute("ANALYZE")
    clear_statistics(using=connection.alias)


def _defaults(model: type[models.Model], *, leaving_out: set[str]) -> dict[str, Any]:
    return {
        field.attname: field.get_db_prep_save(field.get_default(), connection)
        for field in model._meta.local_concrete_fields
        if field.attname not in leaving_out and not isinstance(field, models.AutoField)
    }


def _copy(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    statement = f"COPY {_quoted(table)} ({_list(columns)}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _insert(table: str, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    places = ", ".join(["%s"] * len(columns))
    statement = f"INSERT INTO {_quoted(table)} ({_list(columns)}) VALUES ({places})"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.executemany(statement, rows)  # type: ignore[arg-type]  # an iterator will do


def _reserve_in_postgres(table: str, count: int, greatest: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        first = max(cursor.fetchone()[0], greatest + 1)
        last = first + count - 1
        cursor.execute("SELECT setval(pg_get_serial_sequence(%s, 'id'), %s)", [table, last])
    return first


def _reserve_in_sqlite(table: str, count: int, greatest: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        known = cursor.fetchone()
        first = max(known[0] if known else 0, greatest) + 1
        if known:
            change = "UPDATE sqlite_sequence SET seq = %s WHERE name = %s"
        else:
            change = "INSERT INTO sqlite_sequence (seq, name) VALUES (%s, %s)"
        cursor.execute(change, [first + count - 1, table])
    return first


def _list(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return connection.ops.quote_name(name)
