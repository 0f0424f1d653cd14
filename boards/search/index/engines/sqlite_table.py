"""The table of FTS5: how it is made, and how it is taken away even when it is damaged."""

from django.db import DatabaseError
from django.db.backends.utils import CursorWrapper

from boards.search.models import SearchDocument

DOCUMENTS = SearchDocument._meta.db_table
TABLE = "boards_search_index"
CREATE_TABLE = f"""
CREATE VIRTUAL TABLE {TABLE} USING fts5(
    tokens, text, comments, content='', tokenize="ascii tokenchars '_.'"
)
"""
DROP_TABLE = f"DROP TABLE {TABLE}"
DROP_TABLE_IF_THERE = f"DROP TABLE IF EXISTS {TABLE}"
# The tables in which FTS5 keeps what it holds (https://sqlite.org/fts5.html, section 8).
_OWN_TABLES = {
    "data": "(id INTEGER PRIMARY KEY, block BLOB)",
    "idx": "(segid, term, pgno, PRIMARY KEY(segid, term)) WITHOUT ROWID",
    "docsize": "(id INTEGER PRIMARY KEY, sz BLOB)",
    "config": "(k PRIMARY KEY, v) WITHOUT ROWID",
}
# What a table says of itself that holds nothing: its version, its averages and its structure.
_EMPTY = (
    f"INSERT OR REPLACE INTO {TABLE}_config (k, v) VALUES ('version', 4)",  # noqa: S608
    f"INSERT OR REPLACE INTO {TABLE}_data (id, block) VALUES (1, x''), (10, x'00000000000000')",  # noqa: S608
)


def drop_table(cursor: CursorWrapper) -> None:
    """Drop the table if it is there, and what is left of it; call it inside a transaction."""
    try:
        cursor.execute(DROP_TABLE_IF_THERE)
    except DatabaseError:
        # FTS5 drops only what it can open, so it gets back what it misses.
        for name, columns in _OWN_TABLES.items():
            cursor.execute(f"CREATE TABLE IF NOT EXISTS {TABLE}_{name} {columns}")
        for statement in _EMPTY:
            cursor.execute(statement)
        cursor.execute(DROP_TABLE_IF_THERE)
    for name in _OWN_TABLES:
        cursor.execute(f"DROP TABLE IF EXISTS {TABLE}_{name}")
