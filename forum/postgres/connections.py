"""Connections to PostgreSQL that know without asking whether they were cut."""

from select import POLLIN, poll
from typing import Any

import psycopg
from psycopg.pq import TransactionStatus

CHECK = ""  # the statement with which the pool asks a connection whether it lives


class PooledConnection(psycopg.Connection[Any]):
    """Answers the pool's check without a round trip while nothing came from the server unasked.

    A server that restarts, or ends a connection, closes the socket: there is something to read
    then, and the check is made in earnest.
    """

    def execute(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Execute a statement, as any connection does."""
        if query == CHECK and self._is_quiet():
            return self.cursor()
        return super().execute(query, *args, **kwargs)

    def _is_quiet(self) -> bool:
        if self.closed or self.pgconn.transaction_status != TransactionStatus.IDLE:
            return False
        socket = poll()
        socket.register(self.fileno(), POLLIN)
        return not socket.poll(0)
