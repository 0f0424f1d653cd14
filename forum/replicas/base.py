"""PostgreSQL as a replica: what it does not answer, the primary answers.

Django finds the class by its name, as that of any database engine.
"""

from typing import Any

from django.db import (
    DEFAULT_DB_ALIAS,
    InterfaceError,
    OperationalError,
    ProgrammingError,
    connections,
)
from psycopg.errors import QueryCanceled

from forum.postgres import base
from forum.replicas.request_routing import current_routing


class DatabaseWrapper(base.DatabaseWrapper):
    """A connection that hands the rest of a request to the primary when the replica fails.

    A replica may stop at any moment, be too far behind to know a table, or break off a query that
    is in the way of what it replays; the reader is to notice nothing. Outside of a request, as
    when the replica is measured, it fails as any other.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.execute_wrappers.append(self._execute_or_ask_primary)

    def cursor(self) -> Any:
        """Return a cursor, the primary's when the replica cannot be reached."""
        visit = current_routing()
        if visit is None:
            return super().cursor()
        if not visit.has_left(self.alias):
            try:
                return super().cursor()
            except (OperationalError, InterfaceError) as error:
                visit.leave(self.alias, error)
        return connections[DEFAULT_DB_ALIAS].cursor()

    def _execute_or_ask_primary(
        self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        try:
            return execute(sql, params, many, context)
        except (OperationalError, InterfaceError, ProgrammingError) as error:
            visit = current_routing()
            # What ran out of its time here would take the primary's too.
            if visit is None or isinstance(error.__cause__, QueryCanceled):
                raise
            visit.leave(self.alias, error)
        # Within a transaction, its end then has nothing to do here.
        self.close()
        cursor, primary = context["cursor"], connections[DEFAULT_DB_ALIAS]
        cursor.cursor, cursor.db = primary.cursor().cursor, primary
        return execute(sql, params, many, context)
