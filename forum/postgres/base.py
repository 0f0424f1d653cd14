"""PostgreSQL that does not hold up a web process.

Django finds the class by its name, as that of any database engine.
"""

from typing import Any

from django.db.backends.postgresql import base
from psycopg_pool import PoolTimeout

from forum import deadlines

SET_DEADLINES = (
    "SELECT set_config('statement_timeout', %s, FALSE), set_config('lock_timeout', %s, FALSE)"
)


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection with deadlines for statements and locks, which fails at once in an outage.

    The first request that finds the server away waits for it; those behind it do not, until one
    got a connection again. The pool goes on trying in threads of its own.
    """

    _failed: set[str] = set()  # aliases whose last attempt to get a connection failed

    def get_new_connection(self, conn_params: Any) -> Any:
        """Return a connection of the pool, or of its own where there is none."""
        pool: Any = self.pool
        if pool is not None:
            pool.timeout = self._seconds_for_connection()
        try:
            connection = super().get_new_connection(conn_params)
        except PoolTimeout:
            self._failed.add(self.alias)
            raise
        self._failed.discard(self.alias)
        return connection

    def _seconds_for_connection(self) -> float:
        if not deadlines.are_applied():
            return deadlines.PATIENT
        return deadlines.RETRY if self.alias in self._failed else deadlines.CONNECTION

    def _configure_connection(self, connection: Any) -> bool:
        must_commit = super()._configure_connection(connection)  # type: ignore[misc]
        if not deadlines.are_applied():
            return bool(must_commit)
        milliseconds = [str(int(1000 * each)) for each in (deadlines.STATEMENT, deadlines.LOCK)]
        with connection.cursor() as cursor:
            cursor.execute(SET_DEADLINES, milliseconds)
        return True
