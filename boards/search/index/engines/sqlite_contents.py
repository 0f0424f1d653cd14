"""Reads out of FTS5 what it really holds.

The table keeps no texts, but FTS5 tells every place of every token. They come in the order of the
tokens, not of the documents; so each document gets a sum over its places, and sums are compared.
Ten million places take some seconds.
"""

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

from boards.search.index.documents import Document
from boards.search.index.engines.base import Contents
from boards.search.index.engines.sqlite_table import TABLE
from boards.search.models import SearchDocument

_PLACES = "boards_search_places"
_OPEN_PLACES = f"""
CREATE VIRTUAL TABLE temp.{_PLACES} USING fts5vocab('main', '{TABLE}', 'instance')
"""
_CLOSE_PLACES = f"DROP TABLE IF EXISTS temp.{_PLACES}"
_EVERY_PLACE = f"SELECT term, doc, col, offset FROM temp.{_PLACES}"  # noqa: S608
_EVERY_KEY = f"SELECT id FROM {TABLE}_docsize"  # noqa: S608
FIELDS = ("tokens", "text", "comments")  # the columns of the table
COMPRESSION = 1  # of 9: the tokens are read only when a post changes
_SUM_BITS = (1 << 64) - 1
_NO_SIZE = 1  # begins the sum of a document that FTS5 counts nowhere, so that it equals no other
_ROWS_AT_ONCE = 1_000


def compared_contents() -> Contents:
    """Compare all that FTS5 holds with what was written to it, both at one moment.

    Raises DatabaseError when FTS5 cannot read what it holds.
    """
    missing, wrong = set(), set()
    with _one_moment():
        held = _held_sums()
        rows = SearchDocument.objects.order_by("pk").values_list("pk", "key", "tokens")
        for post_id, key, tokens in rows.iterator(_ROWS_AT_ONCE):
            found = held.pop(key, None)
            if found is None:
                missing.add(post_id)
            elif found != _sum_of(unpacked_fields(tokens)):
                wrong.add(post_id)
    return Contents(frozenset(missing), frozenset(wrong), unknown=len(held))


def packed_fields(document: Document) -> bytes:
    """Return a document's tokens as a row stores them."""
    return zlib.compress("\n".join(document.fields).encode(), COMPRESSION)


def unpacked_fields(stored: bytes | memoryview) -> tuple[str, ...]:
    """Return the tokens of each field that a row stores; none where it is damaged."""
    nothing = ("",) * len(FIELDS)
    try:
        fields = tuple(zlib.decompress(stored).decode().split("\n")) if stored else nothing
    except (zlib.error, UnicodeDecodeError):
        return nothing
    return fields if len(fields) == len(FIELDS) else nothing


def _held_sums() -> dict[int, int]:
    """The sum of each document by its key; 0 for one without tokens."""
    with connection.cursor() as cursor:
        cursor.execute(_EVERY_KEY)
        sums = {key: 0 for (key,) in cursor.fetchall()}
        cursor.execute(_CLOSE_PLACES)
        cursor.execute(_OPEN_PLACES)
        try:
            for token, key, field, place in _places(cursor):
                part = _part(token, FIELDS.index(field), place)
                sums[key] = (sums.get(key, _NO_SIZE) + part) & _SUM_BITS
        finally:
            cursor.execute(_CLOSE_PLACES)
    return sums


def _places(cursor: Any) -> Iterator[tuple[str, int, str, int]]:
    cursor.execute(_EVERY_PLACE)
    while places := cursor.fetchmany(10_000):
        yield from places


def _sum_of(fields: tuple[str, ...]) -> int:
    parts = (
        _part(token, field, place)
        for field, tokens in enumerate(fields)
        for place, token in enumerate(tokens.split())
    )
    return sum(parts) & _SUM_BITS


def _part(token: str, field: int, place: int) -> int:
    # Python's own hash: a sum never leaves the process.
    return hash(token) * (2 * (len(FIELDS) * place + field) + 1)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read one state of the database, without the lock of writers that `atomic` would take."""
    connection.ensure_connection()
    sqlite: Any = connection.connection
    if sqlite.in_transaction:
        yield
        return
    sqlite.execute("BEGIN DEFERRED")
    try:
        yield
    finally:
        sqlite.rollback()
