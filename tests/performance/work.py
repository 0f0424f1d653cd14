"""Measures what a page makes the database do, in numbers that do not depend on the machine."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

# The tables of the tests are so small that PostgreSQL may read one from end to end although it
# has the right index; these settings let it do so only where it would have to at a million rows.
AS_IF_LARGE = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_hashjoin = off;"
    " SET LOCAL enable_mergejoin = off"
)


@dataclass
class Work:
    """What the database did.

    Attributes:
        queries: how many statements it was sent.
        amount: instructions of SQLite's virtual machine, or rows that PostgreSQL read from
            tables and indexes for the SELECTs.
    """

    queries: int = 0
    amount: int = 0
    statements: list[tuple[str, Any]] = field(default_factory=list)


@contextmanager
def measured_work() -> Iterator[Work]:
    """Measure what this thread makes the database do; read the figures after the block."""
    work = Work()

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        work.queries += 1
        work.statements.append((sql, params))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note), _instructions_counted(work):
        yield work
    if connection.vendor == "postgresql":
        work.amount = sum(_rows_read(*statement) for statement in work.statements)


@contextmanager
def _instructions_counted(work: Work) -> Iterator[None]:
    if connection.vendor != "sqlite":
        yield
        return

    def count() -> int:
        work.amount += 1
        return 0  # go on

    connection.ensure_connection()
    connection.connection.set_progress_handler(count, 1)
    try:
        yield
    finally:
        connection.connection.set_progress_handler(None, 0)


def _rows_read(sql: str, params: Any) -> int:
    if not sql.lstrip("( ").upper().startswith(("SELECT", "WITH")):
        return 0
    # The settings are for the transaction, and go with it.
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(AS_IF_LARGE)
        cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {sql}", params)
        (plan,) = cursor.fetchone()
    return _rows_of((json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"])


def _rows_of(node: dict[str, Any]) -> int:
    """Return how many rows this part of a plan and those below it read from disk."""
    below = sum(_rows_of(part) for part in node.get("Plans", []))
    if "Relation Name" not in node and "Index Name" not in node:
        return below
    thrown_away = node.get("Rows Removed by Filter", 0)
    thrown_away += node.get("Rows Removed by Index Recheck", 0)
    return below + round((node["Actual Rows"] + thrown_away) * node["Actual Loops"])
