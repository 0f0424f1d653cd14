"""Makes of the rows that a database returns what a query asks for.

As Django does, which works out anew for each query how.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import QuerySet
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    ValuesIterable,
    ValuesListIterable,
    get_related_populators,
)

Reader = Callable[[list[Any]], list[Any]]


def row_reader_for(rows: "QuerySet[Any, Any]", compiler: Any) -> Reader:
    """Return what makes of the database's rows what the query asks for.

    Raises:
        NotImplementedError: for another kind of query than these: models, with `select_related`,
            `only` and annotations, and lists of values.
    """
    kind = rows._iterable_class
    if kind is FlatValuesListIterable:
        return lambda found: [row[0] for row in found]
    if kind is ValuesListIterable:
        return lambda found: [tuple(row) for row in found]
    if kind is ValuesIterable:
        names = list(rows.query.selected or rows.query.values_select)
        return lambda found: [dict(zip(names, row, strict=True)) for row in found]
    loads_more: Any = rows
    if (
        kind is not ModelIterable
        or loads_more._prefetch_related_lookups
        or loads_more._known_related_objects
    ):
        raise NotImplementedError(f"A prepared query cannot read these rows: {rows.query}")
    return _row_reader_of_models(rows.db, compiler)


def _row_reader_of_models(using: str, compiler: Any) -> Reader:
    model = compiler.klass_info["model"]
    fields = compiler.klass_info["select_fields"]
    first, last = fields[0], fields[-1] + 1
    names = [each[0].target.attname for each in compiler.select[first:last]]
    # The stubs are of a Django to come.
    related = get_related_populators(  # type: ignore[call-arg]
        compiler.klass_info, compiler.select, using
    )
    annotations = list((compiler.annotation_col_map or {}).items())

    def read(found: list[Any]) -> list[Any]:
        instances = []
        for row in found:
            instance = model.from_db(using, names, row[first:last])
            for populator in related:
                populator.populate(row, instance)
            for name, column in annotations:
                setattr(instance, name, row[column])
            instances.append(instance)
        return instances

    return read
