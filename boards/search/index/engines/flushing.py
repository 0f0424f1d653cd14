"""Empties FTS5 when the database was flushed, which Django does to the tables of models only."""

from typing import Any

from django.db import connections
from django.db.models.signals import post_migrate

from boards.search.index.engines.sqlite_table import DOCUMENTS, TABLE

_HELD = f"SELECT EXISTS (SELECT 1 FROM {TABLE}_docsize), EXISTS (SELECT 1 FROM {DOCUMENTS})"  # noqa: S608
_EMPTY = f"INSERT INTO {TABLE} ({TABLE}) VALUES ('delete-all')"  # noqa: S608


def connect(sender: Any) -> None:
    """Listen to migrations, after which a flush announces itself as well."""
    post_migrate.connect(_empty_flushed, sender=sender, dispatch_uid="boards_search.flushed")


def _empty_flushed(*, using: str, **kwargs: Any) -> None:
    connection = connections[using]
    if connection.vendor != "sqlite":
        return
    if not {f"{TABLE}_docsize", DOCUMENTS} <= set(connection.introspection.table_names()):
        return  # migrated to before there were any
    with connection.cursor() as cursor:
        cursor.execute(_HELD)
        if cursor.fetchone() == (1, 0):
            cursor.execute(_EMPTY)
