"""Keeps SQLite's planner from what it once heard of the index.

FTS5 keeps its segments in tables of the database. Whoever calls ANALYZE while there is little in
them makes SQLite read them from one end to the other ever after, several times with each merge,
instead of looking up the few rows that FTS5 names. Of a table that nobody analysed it thinks
better.
"""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

from boards.search.index.engines.sqlite_table import TABLE

STATISTICS = "sqlite_stat1"  # which the first ANALYZE makes
FORGET = f"DELETE FROM {STATISTICS} WHERE tbl GLOB '{TABLE}_*'"  # noqa: S608


def connect(sender: Any) -> None:
    """Listen to migrations, which every new version of the site runs."""
    post_migrate.connect(clear_statistics, sender=sender, dispatch_uid="boards_search.statistics")


def clear_statistics(*, using: str, **kwargs: Any) -> None:
    """Forget what ANALYZE noted of FTS5's tables; connections that are made from now on see it.

    Args:
        using: the alias of the database.
    """
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM sqlite_master WHERE name = %s", (STATISTICS,))
        if cursor.fetchone():
            cursor.execute(FORGET)
