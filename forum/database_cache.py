"""A cache in the database that does not hide an outage.

Django finds the class by its name, as that of any cache backend.
"""

from typing import Any

from django.core.cache.backends import db
from django.db import Error, connections, router

from boards.db.outages import is_outage


class DatabaseCache(db.DatabaseCache):
    """Django's, but for a database in an outage: that is told, and not taken for an entry that is
    there already. A limit would else seem to be reached by whoever comes first.
    """

    def _base_set(self, *args: Any, **kwargs: Any) -> bool:
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
            is_set: bool = super()._base_set(*args, **kwargs)  # type: ignore[misc]
        finally:
            wrappers.remove(note)
        if errors and is_outage(errors[-1]):
            raise errors[-1]
        return is_set
