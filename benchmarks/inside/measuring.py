"""Measures single requests from within."""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from typing import Any

import brotli
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.test import Client

from benchmarks.site import HOST

WARM_UP = 3  # pages of the kind that are rendered first, so that templates are read
# What a proxy or a site takes for pages that it makes anew; 11 is for files.
BROTLI_QUALITY = 5
HEADERS = {
    "Accept-Encoding": "br",
    "Accept-Language": "ko-KR,ko;q=0.9",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/131.0.0.0",
    "X-Forwarded-For": "203.0.113.7",
    "X-Forwarded-Proto": "https",
}


def cost(pages: list[tuple[str, str | None]]) -> dict[str, float]:
    """Return the figures of pages of one kind, given as `pages.Page.rendered` has them.

    Each is rendered once, so nothing that the process caches of one page makes it cheaper. The
    figures are medians over all but the first WARM_UP: `queries`, `sql_ms`, `cpu_ms`, `bytes`,
    `bytes_brotli`.
    """
    client = Client(SERVER_NAME=HOST)  # one for all: its middleware is made once
    measured = [_measured(client, *page) for page in pages][WARM_UP:]
    medians = {name: statistics.median(one[name] for one in measured) for name in measured[0]}
    return {name: m if name.endswith("_ms") else round(m) for name, m in medians.items()}


def _measured(client: Client, path: str, session: str | None) -> Mapping[str, float]:
    client.cookies.clear()
    if session:
        client.cookies[settings.SESSION_COOKIE_NAME] = session
    with _database_clock() as clock:
        start = time.process_time()
        response = client.get(path, headers=HEADERS, secure=True)
        cpu_seconds = time.process_time() - start
    if response.status_code != 200:
        raise RuntimeError(f"{path} answered {response.status_code}.")
    sent = bytes(response.content)
    is_compressed = response.headers.get("Content-Encoding") == "br"
    body = brotli.decompress(sent) if is_compressed else sent
    # As the site sends it, or as a proxy would.
    compressed = sent if is_compressed else brotli.compress(body, quality=BROTLI_QUALITY)
    return {
        "queries": clock.queries,
        "sql_ms": clock.seconds * 1000,
        "cpu_ms": cpu_seconds * 1000,
        "bytes": len(body),
        "bytes_brotli": len(compressed),
    }


class _Clock:
    """How often the database was queried, and how long it took."""

    queries, seconds = 0, 0.0

    def timed(self, work: Callable[..., Any], *arguments: Any) -> Any:
        start = time.perf_counter()
        try:
            return work(*arguments)
        finally:
            self.seconds += time.perf_counter() - start


@contextmanager
def _database_clock() -> Iterator[_Clock]:
    """Count and time the queries of this thread, the fetching of rows included."""
    clock = _Clock()

    class Cursor(CursorWrapper):
        def execute(self, sql: Any, params: Any = None) -> Any:
            clock.queries += 1
            return clock.timed(super().execute, sql, params)

        def executemany(self, sql: Any, param_list: Any) -> Any:
            clock.queries += 1
            return clock.timed(super().executemany, sql, param_list)

        def __getattr__(self, name: str) -> Any:
            found = super().__getattr__(name)
            return partial(clock.timed, found) if name.startswith("fetch") else found

    usual = connection.make_cursor
    connection.make_cursor = lambda cursor: Cursor(cursor, connection)  # type: ignore[method-assign]
    try:
        yield clock
    finally:
        connection.make_cursor = usual  # type: ignore[method-assign]
