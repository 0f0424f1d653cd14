"""The index on SQLite: FTS5, with the key of a document as its row's number.

Rows come out of FTS5 in the order of their numbers without being sorted, so the newest matches
are found first and the rest is never looked at. The table keeps no content: what is taken out
is named by the tokens that `SearchDocument` keeps.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import DatabaseError, connection, transaction

from boards.search.index.conditions import EVERY_POST, AllOf, AnyOf, Condition, Not
from boards.search.index.conditions import Sequence as TokenSequence
from boards.search.index.documents import DAY_ONLY, Document
from boards.search.index.engines.base import Bounds, Contents, Engine, Match, Span
from boards.search.index.engines.sqlite_contents import (
    compared_contents,
    packed_fields,
    unpacked_fields,
)
from boards.search.index.engines.sqlite_table import CREATE_TABLE, DOCUMENTS, TABLE, drop_table
from boards.search.models import SearchDocument

ADD = f"INSERT INTO {TABLE} (rowid, tokens, text, comments) VALUES (%s, %s, %s, %s)"  # noqa: S608
# FTS5 believes whoever takes tokens out, and is damaged when they were never there.
REMOVE = f"""
INSERT INTO {TABLE} ({TABLE}, rowid, tokens, text, comments)
SELECT 'delete', %s, %s, %s, %s WHERE EXISTS (SELECT 1 FROM {TABLE}_docsize WHERE id = %s)
"""  # noqa: S608
COMMAND = f"INSERT INTO {TABLE} ({TABLE}) VALUES (%s)"  # noqa: S608
STORE_NEW = f"INSERT INTO {DOCUMENTS} (key, digest, tokens, post_id) VALUES (%s, %s, %s, %s)"  # noqa: S608
STORE = f"UPDATE {DOCUMENTS} SET key = %s, digest = %s, tokens = %s WHERE post_id = %s"  # noqa: S608
NEWEST = f"""
SELECT {TABLE}.rowid, {DOCUMENTS}.post_id
FROM {TABLE} JOIN {DOCUMENTS} ON {DOCUMENTS}.key = {TABLE}.rowid
WHERE {TABLE} MATCH %s AND {TABLE}.rowid >= %s AND {TABLE}.rowid < %s{{besides}}
ORDER BY {TABLE}.rowid DESC LIMIT %s
"""  # noqa: S608
# Looked at in the few rows between the asker's midnight and the site's; the index finds the rest.
DAYS_APART = f"""
AND CASE {TABLE}.rowid & {DAY_ONLY} WHEN {DAY_ONLY}
    THEN {TABLE}.rowid >= %s AND {TABLE}.rowid < %s
    ELSE {TABLE}.rowid >= %s AND {TABLE}.rowid < %s END
"""
UNHELD = f"""
SELECT post_id FROM {DOCUMENTS}
WHERE post_id > %s AND NOT EXISTS (SELECT 1 FROM {TABLE}_docsize WHERE id = {DOCUMENTS}.key)
ORDER BY post_id LIMIT %s
"""  # noqa: S608
MIN_KEY, MAX_KEY = -(1 << 63), (1 << 63) - 1
CACHE_KIB = 64 * 1024


class SQLiteEngine(Engine):
    """FTS5, which every SQLite of the last ten years has."""

    def store_new(self, document: Document) -> None:
        """Add the tokens and the row that keeps them."""
        with connection.cursor() as cursor:
            cursor.execute(ADD, (document.key, *document.fields))
            row = (document.key, document.digest, packed_fields(document), document.post_id)
            cursor.execute(STORE_NEW, row)

    def store(self, documents: Iterable[tuple[SearchDocument, Document]]) -> None:
        """Take the old tokens out and the new ones in."""
        pairs = list(documents)
        self.remove(row for row, _ in pairs)
        added: list[tuple[int | str, ...]] = []
        for row, document in pairs:
            row.key, row.digest = document.key, document.digest
            row.tokens = packed_fields(document)
            added.append((row.key, *document.fields))
        with connection.cursor() as cursor:
            cursor.executemany(ADD, added)
            cursor.executemany(
                STORE, [(row.key, bytes(row.digest), bytes(row.tokens), row.pk) for row, _ in pairs]
            )

    def remove(self, rows: Iterable[SearchDocument]) -> None:
        """Name the tokens to FTS5, which does not keep them itself."""
        removed: list[tuple[int | str, ...]] = [
            (row.key, *unpacked_fields(row.tokens), row.key) for row in rows if row.tokens
        ]
        if removed:
            with connection.cursor() as cursor:
                cursor.executemany(REMOVE, removed)

    def newest(self, condition: Condition, *, limit: int, span: Span = Span()) -> list[Match]:  # noqa: B008
        """Read matches in descending order until there are enough."""
        besides, bounds = "", _keys(span.whole)
        if not span.is_one_for_all:
            besides = DAYS_APART
            bounds = [*bounds, *_keys(span.of_days), *_keys(span.of_moments)]
        statement = NEWEST.format(besides=besides)
        with connection.cursor() as cursor:
            cursor.execute(statement, (expression(condition), *bounds, limit))
            return [Match(key, post_id) for key, post_id in cursor.fetchall()]

    def holds(self, documents: Sequence[tuple[SearchDocument, Document]]) -> set[int]:
        """Compare what was written to FTS5; only `contents` sees whether it holds exactly that."""
        if not self._is_readable():
            return set()
        return {
            document.post_id
            for row, document in documents
            if row.key == document.key
            and bytes(row.digest) == document.digest
            and unpacked_fields(row.tokens) == document.fields
            and self._is_in_table(row.key)
        }

    def contents(self) -> Contents:
        """Read every token that FTS5 holds, once, and compare it with what was written."""
        try:
            return compared_contents()
        except DatabaseError:
            return Contents(unknown=1)

    def faults(self) -> list[str]:
        """Let FTS5 compare its structures."""
        try:
            self._command("integrity-check")
        except DatabaseError as error:
            return [str(error)]
        return []

    def recreate(self) -> None:
        """Put an empty table in the place of the one that is there."""
        with transaction.atomic(), connection.cursor() as cursor:
            drop_table(cursor)
            cursor.execute(CREATE_TABLE)

    def unheld(self, *, after: int, limit: int) -> list[int]:
        """Look for keys that the table does not have."""
        with connection.cursor() as cursor:
            cursor.execute(UNHELD, (after, limit))
            return [post_id for (post_id,) in cursor.fetchall()]

    def expect_many(self) -> None:
        """Keep more of the file in memory: FTS5 reads again and again what it merges.

        At 200,000 posts it stores four times as many a second as with SQLite's 2 MB.
        """
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA cache_size = -{CACHE_KIB}")

    def tidy(self) -> None:
        """Merge the segments into one."""
        self._command("optimize")

    def _is_readable(self) -> bool:
        try:
            self._is_in_table(0)
        except DatabaseError:
            return False
        return True

    def _is_in_table(self, key: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT 1 FROM {TABLE} WHERE rowid = %s", (key,))  # noqa: S608
            return cursor.fetchone() is not None

    def _command(self, name: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(COMMAND, (name,))


def _keys(bounds: Bounds) -> list[int]:
    first = MIN_KEY if bounds.first is None else bounds.first
    return [first, MAX_KEY if bounds.end is None else bounds.end]


def expression(condition: Condition) -> str:
    """Say a condition in the language of FTS5, whose NOT needs something to take away from."""
    if isinstance(condition, TokenSequence):
        tokens = " ".join(condition.tokens)
        field = f"{condition.place.value} : " if condition.place else ""
        return f'{field}"{tokens}"{" *" if condition.is_beginning else ""}'
    if isinstance(condition, AnyOf):
        return _joined(" OR ", condition.parts)
    if isinstance(condition, Not):
        return f'("{EVERY_POST}" NOT {expression(condition.part)})'
    return _every(condition)


def _every(condition: AllOf) -> str:
    wanted = [part for part in condition.parts if not isinstance(part, Not)]
    unwanted = [part.part for part in condition.parts if isinstance(part, Not)]
    found = _joined(" AND ", wanted) if wanted else f'"{EVERY_POST}"'
    return f"({found} NOT {_joined(' OR ', unwanted)})" if unwanted else found


def _joined(operator: str, parts: Iterable[Any]) -> str:
    # A word and its other forms may be asked for alike.
    return f"({operator.join(dict.fromkeys(map(expression, parts)))})"
