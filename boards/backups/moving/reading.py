"""Reads the rows of a model in batches by key, as values that both databases know."""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import connections
from django.db.models import Model, QuerySet

from boards.backups.digests import RowSum, TableDigest
from boards.backups.moving.models_to_move import attributes_of
from boards.backups.moving.problems import Check, Problem

ROWS_AT_ONCE = 500
Row = tuple[Any, ...]


class UnreadableRowError(Exception):
    """A row whose values the database itself cannot give as what they should be."""

    def __init__(self, key: Any, error: Exception) -> None:
        super().__init__(str(error))
        self.key = key


def batches_of(model: type[Model], *, using: str) -> Iterator[list[Row]]:
    """Yield the rows of a model by ascending key; raise UnreadableRowError.

    Args:
        using: the alias of the database.
    """
    attributes = attributes_of(model)
    rows = model._base_manager.using(using).order_by("pk").values_list(*attributes)
    place = attributes.index(str(model._meta.pk.attname))
    last: Any = None
    while batch := _read(rows if last is None else rows.filter(pk__gt=last), model, using):
        yield batch
        last = batch[-1][place]


def digest_of(
    model: type[Model], *, using: str, advance: Callable[[int], None] = lambda number: None
) -> TableDigest:
    """Return the digest of a model's rows; raise UnreadableRowError."""
    total = RowSum()
    for batch in batches_of(model, using=using):
        for row in batch:
            total.add(row)
        advance(len(batch))
    return total.digest


def problems_of(
    model: type[Model],
    checks: dict[str, Check],
    *,
    using: str,
    advance: Callable[[int], None] = lambda number: None,
) -> Iterator[Problem]:
    """Yield what of a model's rows the other database cannot store."""
    attributes, table = attributes_of(model), model._meta.db_table
    place = attributes.index(str(model._meta.pk.attname))
    ordered = [(name, checks[name]) for name in attributes]
    try:
        for batch in batches_of(model, using=using):
            for row in batch:
                for (name, check), value in zip(ordered, row, strict=True):
                    if reason := check(value):
                        yield Problem(table, row[place], name, reason)
            advance(len(batch))
    except UnreadableRowError as error:
        yield Problem(table, error.key, "", str(error))


def broken_references(*, using: str) -> str:
    """Return what SQLite says of rows that point at nothing; PostgreSQL lets none in."""
    connection = connections[using]
    if connection.vendor != "sqlite":
        return ""
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA foreign_key_check")
        broken = cursor.fetchmany(20)
    return "; ".join(f"{table} {row} → {other}" for table, row, other, _number in broken)


def _read(rows: "QuerySet[Any, Row]", model: type[Model], using: str) -> list[Row]:
    try:
        return list(rows[:ROWS_AT_ONCE])
    except (ValueError, TypeError, OverflowError, ArithmeticError) as error:
        raise UnreadableRowError(_first_unreadable(rows, model, using), error) from error


def _first_unreadable(rows: "QuerySet[Any, Row]", model: type[Model], using: str) -> Any:
    quote = connections[using].ops.quote_name
    for place in range(ROWS_AT_ONCE):
        try:
            list(rows[place : place + 1])
        except (ValueError, TypeError, OverflowError, ArithmeticError):
            break
    with connections[using].cursor() as cursor:  # as it stands there
        key = quote(str(model._meta.pk.column))
        table = quote(model._meta.db_table)
        seen = rows[:place].values_list("pk", flat=True) if place else []
        after = list(seen)[-1] if place else None
        condition = "" if after is None else f"WHERE {key} > %s"
        cursor.execute(
            f"SELECT {key} FROM {table} {condition} ORDER BY {key} LIMIT 1",  # noqa: S608
            [] if after is None else [after],
        )
        row = cursor.fetchone()
    return row[0] if row else after
