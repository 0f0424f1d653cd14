"""Queries that Django writes once, and that later only get other values.

To write the SQL of a query with its joins costs Django longer than the database takes to answer
it. What every page asks is therefore written once for each of its shapes:

    @prepared
    def _nearest(board_ids: tuple[int, ...]) -> QuerySet[Post]:
        return Post.objects.filter(board__in=board_ids, posted_at__lt=Param("posted_at", Moment))

    _nearest((1, 2)).fetch(posted_at=moment)

What decides the shape of the SQL is an argument, and what fills it is a param.

With `PREPARED_QUERIES=false` every query goes the ordinary way through Django, with the same rows.
"""

import json
import pickle
import re
import threading
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from copy import copy
from enum import Enum
from functools import lru_cache
from typing import Any, Generic, ParamSpec, TypeVar
from weakref import WeakKeyDictionary

from django.conf import settings
from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import BigIntegerField, Expression, Field, IntegerField, Model, QuerySet

from boards.db.row_readers import row_reader_for

# A column, what converts its values, and the expression that the converter is told.
Converter = tuple[int, Callable[[Any, Any, Any], Any], Any]

MAX_SHAPES = 256  # of one query
MAX_SHARED = 32  # answers of one shape
_REMEMBERED = "converters_of_prepared_queries"  # an attribute of a connection
_PLACES = re.compile("%%|%s")
NAMES: set[str] = set()  # of all functions that build prepared queries

Arguments = ParamSpec("Arguments")
Row = TypeVar("Row")

# What the params of a query stand for while it goes the ordinary way.
_values: ContextVar[dict[str, Any] | None] = ContextVar("values_of_params", default=None)


class Param(Expression):
    """A place in a query for a value that comes later.

    Args:
        name: of the keyword by which `fetch` gets the value.
        output_field: a field of the kind that the value is compared with.
    """

    def __init__(self, name: str, output_field: Field) -> None:
        super().__init__(output_field=output_field)
        self.name = name
        self._is_whole = isinstance(output_field, IntegerField)

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Say where the value comes, or which one it is."""
        values = _values.get()
        return "%s", (self if values is None else self.stored(values[self.name], connection),)

    def stored(self, value: Any, connection: Any) -> Any:
        """Return the value as the database takes it."""
        if self._is_whole and type(value) is int and connection.vendor == "sqlite":
            return value  # as it is; psycopg wants to know how large the column's numbers are
        return self.output_field.get_db_prep_value(value, connection)


class ManyKeys(Param):
    """A place for a list of whole numbers of any length, for `filter(pk__in=ManyKeys("posts"))`.

    It is one value of the statement, so that the SQL is the same for one key and for hundreds.
    """

    def __init__(self, name: str) -> None:
        super().__init__(name, BigIntegerField())

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, Any]:
        """Say it as rows, as each database unpacks a list."""
        place, params = super().as_sql(compiler, connection)
        if connection.vendor == "sqlite":
            return f"SELECT value FROM json_each({place})", params  # noqa: S608
        return f"SELECT unnest({place}::bigint[])", params

    def stored(self, value: Any, connection: Any) -> Any:
        """Return the keys as the database takes a list."""
        keys = list(map(int, value))
        return json.dumps(keys) if connection.vendor == "sqlite" else keys


class PreparedQuery(Generic[Row]):
    """One shape of a query; made by `prepared`.

    Attributes:
        name: of the function that builds it, with its module.
    """

    def __init__(self, rows: "QuerySet[Any, Row]", *, name: str = "") -> None:
        self.name = name
        self._rows = rows
        self._compiled: dict[tuple[str, str], CompiledQuery | None] = {}

    def fetch(self, **values: Any) -> list[Row]:
        """Ask the database, with a value for each param.

        Raises:
            KeyError: when a param gets no value.
        """
        if not settings.PREPARED_QUERIES:
            return self.fetch_plain(**values)
        compiled = self._compiled_for(self._rows.db)
        return [] if compiled is None else compiled.fetch(values)

    def fetch_plain(self, **values: Any) -> list[Row]:
        """Ask the database as any other query does; the rows are the same as those of `fetch`."""
        token = _values.set(values)
        try:
            return list(self._rows.all())
        finally:
            _values.reset(token)

    def ask(self, **values: Any) -> "Answer[Row]":
        """Ask the database as `fetch` does, and leave its answer as the driver gave it."""
        if settings.PREPARED_QUERIES and (compiled := self._compiled_for(self._rows.db)):
            return Answer(compiled.ask(values), compiled)
        return Answer(self.fetch(**values), None)

    def first(self, **values: Any) -> Row | None:
        """Return the first row that the database answers with, or None."""
        return next(iter(self.fetch(**values)), None)

    def _compiled_for(self, using: str) -> "CompiledQuery | None":
        # By the kind of database too: moving a site puts another one behind the same alias.
        key = (using, connections[using].vendor)
        if key not in self._compiled:
            try:
                self._compiled[key] = CompiledQuery(self._rows.using(using), using)
            except EmptyResultSet:
                self._compiled[key] = None
        return self._compiled[key]


class Answer(Generic[Row]):
    """What the database answered, of which nobody has made objects yet.

    Attributes:
        is_raw: whether the rows are as the driver gave them: not where no query is prepared.
    """

    def __init__(self, rows: list[Any], compiled: "CompiledQuery | None") -> None:
        self._rows = rows
        self._compiled = compiled
        self.is_raw = compiled is not None

    def read(self) -> list[Row]:
        """Return what `fetch` would have returned."""
        return self._rows if self._compiled is None else self._compiled.read(self._rows)

    def shared(self) -> list[Row]:
        """Return the objects that an equal answer was read into before, or read this one.

        For what is asked for on every page and hardly ever differs, such as the boards. Nobody may
        change the objects.
        """
        return self._rows if self._compiled is None else self._compiled.shared(self._rows)

    def column(self, field: str) -> list[Any]:
        """Return the value that each row has in a field of the model that is asked for."""
        if self._compiled is None:
            return [getattr(row, field) for row in self._rows]
        return self._compiled.column(field, self._rows)

    def values(self, *, without: type[Model] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows as the driver gave them, without the columns of a model that is joined.

        Raises:
            ValueError: where there are some that are not raw.
        """
        if self._compiled is None:
            if self._rows:
                raise ValueError("These rows are objects already.")
            return []
        left_out = self._compiled.places_of(without) if without else set()
        return [
            tuple([value for place, value in enumerate(row) if place not in left_out])
            for row in self._rows
        ]


class CompiledQuery:
    """The SQL of one shape for one database, beside what reads its answers."""

    def __init__(self, rows: "QuerySet[Any, Any]", using: str) -> None:
        self._using = using
        self._compiler = rows.query.get_compiler(using=using)
        sql, params = self._compiler.as_sql()
        self._sql, self._params = _with_literals(sql, params, connections[using])
        self._locks = rows.query.select_for_update
        self._columns = [each[0] for each in self._compiler.select[: self._compiler.col_count]]
        self._read = row_reader_for(rows, self._compiler)
        # By model and field; of a model that is joined to itself, its own columns come first.
        targets = [getattr(column, "target", None) for column in self._columns]
        self._places = {
            (target.model, target.attname): place
            for place, target in reversed(list(enumerate(targets)))
            if target is not None
        }
        self._model = rows.model
        self._shared: dict[bytes, list[Any]] = {}
        self._lock = threading.Lock()

    def fetch(self, values: dict[str, Any]) -> list[Any]:
        """Ask the database with these values."""
        return self.read(self.ask(values))

    def ask(self, values: dict[str, Any]) -> list[Any]:
        """Ask the database with these values, and return the rows of the driver."""
        connection = connections[self._using]
        params = [
            param.stored(values[param.name], connection) if isinstance(param, Param) else param
            for param in self._params
        ]
        if not self._locks:
            # What our engines of databases offer beside what Django's do.
            directly = getattr(connection, "fetch_directly", None)
            rows = None if directly is None else directly(self._sql, params)
            if rows is not None:
                return rows
        with connection.cursor() as cursor:
            cursor.execute(self._sql, params)
            return cursor.fetchall()

    def read(self, found: list[Any]) -> list[Any]:
        """Return what the query asks for, of rows of the driver."""
        return self._read(self._converted(found, connections[self._using]))

    def shared(self, found: list[Any]) -> list[Any]:
        """Return what `read` returned for equal rows, while it is one of the last few."""
        key = pickle.dumps(found)
        known = self._shared.get(key)
        if known is None:
            known = self.read(found)
            with self._lock:
                self._shared[key] = known
                if len(self._shared) > MAX_SHARED:
                    del self._shared[next(iter(self._shared))]
        return known

    def column(self, field: str, found: list[Any]) -> list[Any]:
        """Return the values of a field of the query's own model, of rows of the driver."""
        place = self._places[self._model, field]
        connection = connections[self._using]
        values = [row[place] for row in found]
        for column, convert, expression in self._converters_for(connection):
            if column == place:
                values = [convert(value, expression, connection) for value in values]
        return values

    def places_of(self, model: type[Model]) -> set[int]:
        """Return the places of the columns that are those of a model."""
        return {place for (each, _), place in self._places.items() if each is model}

    def _converted(self, found: list[Any], connection: Any) -> list[Any]:
        """Return the rows with the values of Python in place of those of the driver."""
        converters = self._converters_for(connection)
        if not found or not converters:
            return found
        rows = [list(row) for row in found]
        for column, convert, expression in converters:
            for row in rows:
                row[column] = convert(row[column], expression, connection)
        return rows

    def _converters_for(self, connection: Any) -> "list[Converter]":
        """Look for them once for each connection: each thread has its own.

        The connection remembers them, so that they end with it.
        """
        remembered = vars(connection)
        known: WeakKeyDictionary[CompiledQuery, list[Converter]]
        known = remembered.get(_REMEMBERED) or WeakKeyDictionary()
        converters = known.get(self)
        if converters is None:
            compiler = copy(self._compiler)
            compiler.connection = connection
            converters = known[self] = [
                (column, convert, expression)
                for column, (converts, expression) in compiler.get_converters(self._columns).items()
                for convert in converts
            ]
            remembered[_REMEMBERED] = known
        return converters


def _with_literals(sql: str, params: Sequence[Any], connection: Any) -> tuple[str, tuple[Any, ...]]:
    """Write into a statement of PostgreSQL what is the same each time.

    PostgreSQL keeps one plan for all values of a prepared statement only if that is as good as one
    for each of them. An index of published posts alone is of no use to it where the state is a
    value, so it planned lists anew each time, which takes four times as long as to answer.
    """
    if connection.vendor != "postgresql":
        return sql, tuple(params)
    given, left = iter(params), []

    def written(place: re.Match[str]) -> str:
        if place[0] == "%%":
            return "%%"
        value = next(given)
        if not isinstance(value, (str, int)):
            left.append(value)
            return "%s"
        plain = value.value if isinstance(value, Enum) else value
        return str(connection.ops.compose_sql("%s", [plain])).replace("%", "%%")

    return _PLACES.sub(written, sql), tuple(left)


def prepared(
    build: "Callable[Arguments, QuerySet[Any, Row]]",
) -> Callable[Arguments, PreparedQuery[Row]]:
    """Let a function that builds a query return it prepared, once for each set of arguments."""

    name = f"{build.__module__}.{build.__qualname__}"
    NAMES.add(name)

    @lru_cache(maxsize=MAX_SHAPES)
    def shape(*args: Arguments.args, **kwargs: Arguments.kwargs) -> PreparedQuery[Row]:
        return PreparedQuery(build(*args, **kwargs), name=name)

    return shape  # type: ignore[return-value]
