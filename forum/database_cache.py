"""A cache in the database that does not hide an outage, and counts exactly.

Django finds the class by its name, as that of any cache backend.
"""

import pickle
from base64 import b64encode
from typing import Any

from django.core.cache.backends import db
from django.db import Error, OperationalError, connections, router

from boards.db.outages import is_outage

MAX_TRIES = 100  # each that fails is one that another has won


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

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number, and let it expire when it would have; return what it is then.

        Django's own loses what others add at once, and begins the time of the entry anew.

        Raises:
            ValueError: when there is no such number.
        """
        for _ in range(MAX_TRIES):
            value = self.get(key, version=version)
            if value is None:
                raise ValueError(f"Key '{key}' not found")
            if self._replace(self.make_key(key, version=version), value, value + delta):
                return int(value + delta)
        raise RuntimeError("A number in the cache is changed by too many at once.")

    def _replace(self, key: str, value: int, new_value: int) -> bool:
        """Store a number in place of another; say whether it was still the other one."""
        connection = connections[router.db_for_write(self.cache_model_class)]
        table = connection.ops.quote_name(self._table)  # type: ignore[attr-defined]
        sql = f"UPDATE {table} SET value = %s WHERE cache_key = %s AND value = %s"  # noqa: S608
        with connection.cursor() as cursor:
            cursor.execute(sql, [self._stored(new_value), key, self._stored(value)])
            return bool(cursor.rowcount)

    def _stored(self, value: int) -> str:
        """Return how Django stores a value."""
        return b64encode(pickle.dumps(value, self.pickle_protocol)).decode("latin1")
