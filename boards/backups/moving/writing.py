"""Writes rows into the new database, table by table, and notes which tables are complete."""

from collections.abc import Callable

from django.core.management.color import no_style
from django.db import DEFAULT_DB_ALIAS, connection, connections, transaction
from django.db.models import AutoField, Model

from boards.backups.databases import SOURCE
from boards.backups.moving.models_to_move import all_models, attributes_of
from boards.backups.moving.reading import Row, batches_of

NOTES = "boards_backups_moved"  # a table of the new database, while it is being filled


def has_notes() -> bool:
    """Say whether the default database is one that an earlier move began to fill."""
    return NOTES in connection.introspection.table_names()


def moved_tables() -> set[str]:
    """Return the tables that are complete."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM {NOTES}")  # noqa: S608
        return {name for (name,) in cursor.fetchall()}


def begin() -> None:
    """Take away what migrations put into the tables, and begin to note."""
    tables = [model._meta.db_table for model in all_models()]
    statements = connection.ops.sql_flush(no_style(), tables, reset_sequences=True)
    connection.ops.execute_sql_flush(statements)
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {NOTES} (name varchar(200) PRIMARY KEY)")


def drop_notes() -> None:
    """Say that the move is complete."""
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TABLE IF EXISTS {NOTES}")


def copy_table(model: type[Model], *, advance: Callable[[int], None]) -> None:
    """Copy every row of a model from SOURCE in one transaction, with its key."""
    # Rows of one table may point at each other, whichever comes first: checked at the end.
    with transaction.atomic():
        for batch in batches_of(model, using=SOURCE):
            _insert(model, batch)
            advance(len(batch))
        _go_on_counting(model)
        with connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO {NOTES} (name) VALUES (%s)", [model._meta.db_table])  # noqa: S608


def _insert(model: type[Model], rows: list[Row]) -> None:
    attributes = attributes_of(model)
    fields = [
        next(f for f in model._meta.local_concrete_fields if f.attname == name)
        for name in attributes
    ]
    instances = [model(**dict(zip(attributes, row, strict=True))) for row in rows]
    size = max(1, connection.ops.bulk_batch_size(fields, instances))
    for start in range(0, len(instances), size):
        # As they are: what fields change when they are saved, such as the moment, stays.
        model._base_manager._insert(  # type: ignore[attr-defined]
            instances[start : start + size], fields=fields, using=DEFAULT_DB_ALIAS, raw=True
        )


def _go_on_counting(model: type[Model]) -> None:
    """Give no key again that was given before, even of rows that are gone."""
    if not isinstance(model._meta.pk, AutoField):
        return
    last = _last_key_given(model)
    if not last:
        return
    table, column = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s), %s)", [table, column, last]
            )
        else:
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])


def _last_key_given(model: type[Model]) -> int:
    source, table = connections[SOURCE], model._meta.db_table
    greatest = model._base_manager.using(SOURCE).order_by("-pk").values_list("pk", flat=True)
    with source.cursor() as cursor:
        if source.vendor == "postgresql":
            cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [table, model._meta.pk.column])
            (sequence,) = cursor.fetchone()
            cursor.execute(f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}")  # noqa: S608
        else:
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        row = cursor.fetchone()
    return max(row[0] if row else 0, greatest.first() or 0)
