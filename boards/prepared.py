"""Queries that Django writes once, and that later only get other values.

To write the SQL of a query with its joins costs Django longer than the database takes to answer
it. What every page asks is therefore written once for each of its shapes:

    @prepared
    def _nearest(board_ids: tuple[int, ...]) -> QuerySet[Post]:
        return Post.objects.filter(board__in=board_ids, posted_at__lt=Slot("posted_at", Moment))

    _nearest((1, 2)).fetch(posted_at=moment)

What decides the shape of the SQL is an argument, and what fills it is a slot.
"""

from collections.abc import Callable
from copy import copy
from functools import lru_cache
from typing import Any, Generic, ParamSpec, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Expression, Field, QuerySet

MOST_SHAPES = 256  # of one query

Arguments = ParamSpec("Arguments")
Row = TypeVar("Row")


class Slot(Expression):
    """A place in a query for a value that comes later.

    Args:
        name: of the keyword by which `fetch` gets the value.
        output_field: a field of the kind that the value is compared with.
    """

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Say where the value comes."""
        return "%s", (self,)


class PreparedQuery(Generic[Row]):
    """One shape of a query; made by `prepared`."""

    def __init__(self, rows: "QuerySet[Any, Row]") -> None:
        self._rows = rows
        self._written: dict[str, _Written | None] = {}

    def fetch(self, **values: Any) -> list[Row]:
        """Ask the database, with a value for each slot.

        Raises:
            KeyError: when a slot gets no value.
        """
        rows = self._rows.all()
        written = self._written_for(rows)
        if written is None:
            return []
        compiler = written.with_values(values)
        rows.query.get_compiler = lambda *args, **kwargs: compiler  # type: ignore[method-assign]
        return list(rows)

    def first(self, **values: Any) -> Row | None:
        """Return the first row that the database answers with, or None."""
        return next(iter(self.fetch(**values)), None)

    def _written_for(self, rows: "QuerySet[Any, Row]") -> "_Written | None":
        using = rows.db
        if using not in self._written:
            try:
                self._written[using] = _Written(rows, using)
            except EmptyResultSet:
                self._written[using] = None
        return self._written[using]


class _Written:
    """The SQL of one shape for one database, beside what reads its answers."""

    def __init__(self, rows: "QuerySet[Any, Any]", using: str) -> None:
        self._using = using
        self._compiler = rows.query.get_compiler(using=using)
        self._sql, params = self._compiler.as_sql()
        self._params = tuple(params)

    def with_values(self, values: dict[str, Any]) -> Any:
        """Return a compiler of this thread's own that says the SQL with these values."""
        connection = connections[self._using]
        params = tuple(
            param.output_field.get_db_prep_value(values[param.name], connection)
            if isinstance(param, Slot)
            else param
            for param in self._params
        )
        compiler = copy(self._compiler)
        compiler.connection = connection
        compiler.as_sql = lambda *args, **kwargs: (self._sql, params)
        return compiler


def prepared(
    build: "Callable[Arguments, QuerySet[Any, Row]]",
) -> Callable[Arguments, PreparedQuery[Row]]:
    """Let a function that builds a query return it prepared, once for each set of arguments."""

    @lru_cache(maxsize=MOST_SHAPES)
    def shape(*args: Arguments.args, **kwargs: Arguments.kwargs) -> PreparedQuery[Row]:
        return PreparedQuery(build(*args, **kwargs))

    return shape  # type: ignore[return-value]
