"""PostgreSQL that does not hold up a web process.

Django finds the class by its name, as that of any database engine.
"""

from typing import Any

from django.db import OperationalError
from django.db.backends.postgresql import base
from psycopg.errors import LockNotAvailable
from psycopg_pool import PoolTimeout

from forum import deadlines
from forum.direct_reading import DirectReading, Rows

SET_DEADLINES = (
    "SELECT set_config('statement_timeout', %s, FALSE), set_config('lock_timeout', %s, FALSE)"
)


class DatabaseWrapper(DirectReading, base.DatabaseWrapper):
    """A connection with deadlines for statements and locks, which fails at once in an outage.

    The first request that finds the server away waits for it; those behind it do not, until one
    got a connection again. The pool goes on trying in threads of its own. So do transactions behind
    one that waited for a lock in vain: until one of the process is through, they wait for a moment
    only, for the pages behind them wait as well. That such a moment was not enough says nothing:
    writers of one row, each of them quick, would else hand the haste on to one another.
    """

    _failed: set[str] = set()  # aliases whose last attempt to get a connection failed

    _locked_out: set[str] = set()  # aliases whose last full wait for a lock was in vain

    _is_brief = False  # whether the transaction waits for a moment only

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._noting_locks)
        self._usual_wrappers = len(self.execute_wrappers)

    def _rows_of(self, sql: str, params: list[Any]) -> Rows | None:
        with self.create_cursor() as cursor:
            rows: Rows = cursor.execute(sql, params).fetchall()
        return rows

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

    def _noting_locks(
        self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        try:
            return execute(sql, params, many, context)
        except OperationalError as error:
            # Outside of a transaction only views are written, which wait for nobody long anyway.
            is_patient = self.in_atomic_block and not self._is_brief
            if is_patient and isinstance(error.__cause__, LockNotAvailable):
                self._locked_out.add(self.alias)
            raise

    def _set_autocommit(self, autocommit: bool) -> None:
        super()._set_autocommit(autocommit)  # type: ignore[misc]
        if autocommit:
            return
        self._is_brief = self.alias in self._locked_out and deadlines.are_applied()
        if self._is_brief:
            connection: Any = self.connection
            with connection.cursor() as cursor:
                cursor.execute(f"SET LOCAL lock_timeout = {int(1000 * deadlines.LOCK_AGAIN)}")

    def _commit(self) -> None:
        super()._commit()  # type: ignore[misc]
        self._locked_out.discard(self.alias)
