"""Stores new rows by a statement that Django writes once for each model.

For the rows that members write all day: to write the SQL of an INSERT costs Django longer than the
database takes to do it.
"""

from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import connections, models, router, transaction
from django.db.models.signals import post_save, pre_save
from django.db.models.sql import InsertQuery


def insert(row: models.Model) -> None:
    """Store a row that is new, as its `save` does: with the same signals and the same errors.

    For models that Django saves by one INSERT: without parents, and with a key from the database.
    With `PREPARED_QUERIES=false` it is `save`.
    """
    if not settings.PREPARED_QUERIES:
        row.save(force_insert=True)
        return
    model = type(row)
    using = router.db_for_write(model, instance=row)
    row._prepare_related_fields_for_save(operation_name="save")  # type: ignore[attr-defined]
    told = {"sender": model, "instance": row, "raw": False, "using": using, "update_fields": None}
    pre_save.send(**told)
    with transaction.mark_for_rollback_on_error(using=using):
        row.pk = _stored(row, using)
    row._state.adding, row._state.db = False, using
    post_save.send(**told, created=True)


def _stored(row: Any, using: str) -> Any:
    """Insert the row; return its new key."""
    connection = connections[using]
    model: Any = type(row)
    fields, sql = _statement(model, using)
    values = [field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields]
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchone()[0]


@lru_cache(maxsize=64)
def _statement(model: Any, using: str) -> tuple[list[Any], str]:
    """Return the columns that get a value, and the INSERT that returns the key."""
    fields = [field for field in model._meta.local_concrete_fields if not field.primary_key]
    query = InsertQuery(model)
    # What the values are does not matter: each has its place.
    query.insert_values(fields, [model()], raw=True)
    compiler: Any = query.get_compiler(using=using)
    compiler.returning_fields = [model._meta.pk]
    ((sql, _values),) = compiler.as_sql()
    return fields, sql
