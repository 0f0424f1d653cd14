"""A cache in the database that does not hide an outage, and counts exactly.

Django finds the class by its name, as that of any cache backend.
"""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from itertools import chain
from random import randrange
from typing import Any

from django.core.cache.backends import db
from django.db import Error, OperationalError, connections, router

from boards.db.outages import is_outage

NEW_NUMBERS_PER_CULL = 100  # so that not each of them has all entries counted
COUNT = """
INSERT INTO {table} AS entry (cache_key, value, expires) VALUES {rows}
ON CONFLICT (cache_key) DO UPDATE SET value = CAST(CAST(entry.value AS INTEGER) + 1 AS TEXT)
RETURNING cache_key, value
"""


class DatabaseCache(db.DatabaseCache):
    """Django's, but for a database in an outage: that is told, and not taken for an entry that is
    there already. A limit would else seem to be reached by whoever comes first.
    """

    def _base_set(self, mode: str, key: str, *args: Any, **kwargs: Any) -> bool:
        errors: list[Error] = []

        def note(execute: Any, *statement: Any) -> Any:
            try:
                return execute(*statement)
            except Error as error:
                errors.append(error)
                raise

        # Outside of all others: what SQLite's queue of writers tries again is no error yet.
        wrappers = connections[router.db_for_write(self.cache_model_class)].execute_wrappers
        wrappers.insert(0, note)
        try:
            is_set: bool = super()._base_set(mode, key, *args, **kwargs)  # type: ignore[misc]
        finally:
            wrappers.remove(note)
        if errors and is_outage(errors[-1]):
            raise errors[-1]
        if not is_set and mode != "touch" and not errors:
            # What is there already is an IntegrityError of a statement. On a full disk it is the
            # COMMIT that fails, which is none.
            raise OperationalError("the cache could not store an entry")
        return is_set

    def count(self, windows: Mapping[str, int]) -> list[int]:
        """Add one to each of several numbers; return what they are then, in their order.

        One statement, right for several who count at once. `get` does not know these numbers.

        Args:
            windows: by key, in how many seconds a number is of no use any more. No key is used
                again afterwards.
        """
        connection = connections[router.db_for_write(self.cache_model_class)]
        expires = {
            self.make_key(key): _end_of(seconds, connection) for key, seconds in windows.items()
        }
        sql = COUNT.format(
            table=connection.ops.quote_name(self._table),  # type: ignore[attr-defined]
            rows=", ".join(["(%s, '1', %s)"] * len(expires)),
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, list(chain.from_iterable(expires.items())))
            numbers = {key: int(number) for key, number in cursor.fetchall()}
        if 1 in numbers.values() and randrange(NEW_NUMBERS_PER_CULL) == 0:  # noqa: S311
            key, seconds = next(iter(windows.items()))
            self.touch(key, seconds)  # Django deletes what has expired whenever it stores
        return [numbers[key] for key in expires]


def _end_of(seconds: int, connection: Any) -> Any:
    """Return the moment in so many seconds, as the column of the table takes it."""
    end = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=seconds)
    return connection.ops.adapt_datetimefield_value(end)
