"""Runs functions in several threads at the same moment, and holds what others need."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TypeVar

from django.db import connection, connections, transaction

from tests.waiting import PATIENCE

Result = TypeVar("Result")


def at_once(*calls: Callable[[], Result]) -> list[Result]:
    """Start every call in a thread of its own at one moment; return the results in their order.

    Raises what a call raises. The test needs `django_db(transaction=True)`.
    """
    ready = threading.Barrier(len(calls))

    def run(call: Callable[[], Result]) -> Result:
        ready.wait(PATIENCE)
        try:
            return call()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(max_workers=len(calls)) as pool:
        return [future.result(PATIENCE) for future in [pool.submit(run, c) for c in calls]]


@contextmanager
def writes_held_up(table: str) -> Iterator[None]:
    """Let another program write for as long as the block lasts: to the table, on SQLite to any.

    The test needs `django_db(transaction=True)`.
    """
    is_held, is_over = threading.Event(), threading.Event()

    def hold() -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                cursor.execute(f"LOCK TABLE {table} IN EXCLUSIVE MODE")
            is_held.set()
            is_over.wait()
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        holding = pool.submit(hold)
        is_held.wait()
        try:
            yield
        finally:
            is_over.set()
            holding.result()
