"""Where one request reads, and whether it wrote."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, ProgrammingError, connections

from forum.replicas.replica_monitor import current_monitor

_WRITES = re.compile(
    r"\s*(?:INSERT|UPDATE|DELETE|MERGE|TRUNCATE|COPY)\b|\s*WITH\b.*\b(?:INSERT|UPDATE|DELETE)\b",
    re.DOTALL,
)
# Nobody reads back that he was counted or has read a post, and what is counted in the cache is read
# on the primary.
_COUNTS = re.compile(
    r"\s*(?:INSERT INTO|UPDATE|DELETE FROM) "
    r'"?(?:boards_counters_|boards_posts_readmark|boards_search_searchedwords|cache_entries)'
)

_current: ContextVar["RequestRouting | None"] = ContextVar("visit", default=None)


class RequestRouting:
    """One request, from its first read to its answer.

    All its reads go to one database, chosen at the first of them, until it writes or the replica
    fails; what follows goes to the primary.

    Attributes:
        wrote: whether it changed anything that it may read back.
        complete_since: what was written until this moment (monotonic seconds) is in all it read.
    """

    def __init__(self, *, may_read_replicas: bool, position: int) -> None:
        """Begin one.

        Args:
            may_read_replicas: False sends every read to the primary.
            position: in bytes of the write-ahead log, up to which the visitor has to see.
        """
        self.wrote = False
        self.complete_since = float("inf")
        self._position = position
        self._alias = None if may_read_replicas else DEFAULT_DB_ALIAS
        self._left: set[str] = set()

    def alias_for_reads(self) -> str:
        """Return the database to read from now."""
        if connections[DEFAULT_DB_ALIAS].in_atomic_block:
            return DEFAULT_DB_ALIAS
        if self._alias is None:
            self._alias = self._chosen()
        return self._alias

    def leave(self, alias: str, error: Exception) -> None:
        """Read from the primary from now on, because of an error of the replica."""
        self._left.add(alias)
        self._alias = DEFAULT_DB_ALIAS
        # Such an error may be the query's own, and says nothing of the replica.
        if not isinstance(error, ProgrammingError):
            current_monitor().take_out(alias, error)

    def has_left(self, alias: str) -> bool:
        """Say whether the replica failed in this request."""
        return alias in self._left

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Let the router and the connections of this thread know of the visit."""
        token = _current.set(self)
        try:
            with connections[DEFAULT_DB_ALIAS].execute_wrapper(self._notice_write):
                yield
        finally:
            _current.reset(token)

    def _chosen(self) -> str:
        replica = current_monitor().fit_replica(position=self._position)
        if replica is None:
            return DEFAULT_DB_ALIAS
        self.complete_since = replica.complete_since
        return replica.alias

    def _notice_write(
        self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]
    ) -> Any:
        if is_write(sql):
            self.wrote = True
            self._alias = DEFAULT_DB_ALIAS
        return execute(sql, params, many, context)


def is_write(sql: Any) -> bool:
    """Say whether a statement changes what its sender may read back."""
    text = sql if isinstance(sql, str) else str(sql)
    return bool(_WRITES.match(text)) and not _COUNTS.match(text)


def current_routing() -> RequestRouting | None:
    """Return the visit that is under way in this thread; None in commands and background work."""
    return _current.get()
