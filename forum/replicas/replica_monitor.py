"""Knows which replicas are fit to be read from.

Each process asks twice a second how far the primary has written and how far each replica has
replayed. A replica that has replayed what the primary had written at some moment knows all that
was written before that moment; how long ago the latest such moment is, is how far it is behind.
That needs neither clocks that agree nor a primary that is busy, and a replica whose connection to
the primary hangs is not taken for one that is up to date.
"""

import time
from collections import deque
from dataclasses import dataclass
from functools import cache
from itertools import count

import structlog
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections

from boards.background.threads import RepeatingThread
from forum.replicas.read_your_writes import WRITTEN

SECONDS_BETWEEN = 0.5
SECONDS_OUT = 2.0  # in which one that did not answer is not asked again

# Between two records, the position may be told from behind the header of a page that is not there
# yet. It is shorter than any commit.
PAGE_HEADER = 24  # bytes

# One that was made a primary has no more to replay, and is none of ours.
REPLAYED = """
SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint WHERE pg_is_in_recovery()
"""

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Replica:
    """What is known of one replica.

    Attributes:
        position: up to which it has replayed, in bytes of the write-ahead log.
        complete_since: a moment (monotonic seconds); what was written until then, it has.
    """

    alias: str
    position: int
    complete_since: float


class ReplicaMonitor:
    """The replicas of one process."""

    def __init__(self, aliases: list[str], *, max_lag: float) -> None:
        """Begin with none that is fit.

        Args:
            aliases: of the replicas among Django's databases.
            max_lag: seconds that a replica may be behind.
        """
        self._aliases = aliases
        self._max_lag = max_lag
        self._written: deque[tuple[float, int]] = deque()  # moments and positions, oldest first
        self._replicas: dict[str, Replica] = {}
        self._out_until: dict[str, float] = {}
        self._reported: set[str] = set()
        self._turn = count()

    def fit_replica(self, *, position: int = 0) -> Replica | None:
        """Return a replica that has replayed up to the position, each in turn; None without one."""
        oldest = time.monotonic() - self._max_lag
        known = [self._replicas.get(alias) for alias in self._aliases]
        fit = [
            replica
            for replica in known
            if replica and replica.complete_since >= oldest and replica.position >= position
        ]
        return fit[next(self._turn) % len(fit)] if fit else None

    def take_out(self, alias: str, error: Exception) -> None:
        """Let nobody read from a replica until it answers again."""
        self._replicas.pop(alias, None)
        self._out_until[alias] = time.monotonic() + SECONDS_OUT
        self._report(alias, cause=type(error.__cause__ or error).__name__)

    def measure(self) -> None:
        """Ask the primary and the replicas how far they are; replicas that fail are out."""
        self._measure_primary()
        for alias in self._aliases:
            if self._out_until.get(alias, 0.0) > time.monotonic():
                continue
            if self._out_until.pop(alias, None):
                _drop_dead_connections(alias)
            self._measure(alias)

    def _measure_primary(self) -> None:
        moment = time.monotonic()
        try:
            position = _answer(DEFAULT_DB_ALIAS, WRITTEN)
        except (DatabaseError, InterfaceError):
            return  # replicas serve on until they are too far behind what is known
        if position is not None:
            self._written.append((moment, position))
        while self._written and self._written[0][0] < moment - self._max_lag:
            self._written.popleft()

    def _measure(self, alias: str) -> None:
        try:
            position = _answer(alias, REPLAYED)
        except (DatabaseError, InterfaceError) as error:
            self.take_out(alias, error)
            return
        if position is None:
            self._replicas.pop(alias, None)
            self._report(alias, cause="NotAReplica")
            return
        moments = [moment for moment, written in self._written if written <= position + PAGE_HEADER]
        # Without one it is further behind than anybody may be.
        complete_since = max(moments, default=float("-inf"))
        self._replicas[alias] = Replica(alias, position, complete_since)
        if complete_since < time.monotonic() - self._max_lag:
            self._report(alias, cause="Lag")
        elif alias in self._reported:
            self._reported.discard(alias)
            logger.info("replica_is_back", replica=alias)

    def _report(self, alias: str, *, cause: str) -> None:
        if alias not in self._reported:
            self._reported.add(alias)
            logger.warning("replica_is_out", replica=alias, cause=cause)


@cache
def current_monitor() -> ReplicaMonitor:
    """Return the watch of this process."""
    return ReplicaMonitor(settings.REPLICAS, max_lag=settings.REPLICA_MAX_LAG)


def _measure() -> None:
    current_monitor().measure()


_thread = RepeatingThread(name="replica_watch", work=_measure)


def start_watching() -> None:
    """Measure again and again in this process; nothing at all when there are no replicas."""
    if settings.REPLICAS:
        _thread.start(every=SECONDS_BETWEEN)


def _drop_dead_connections(alias: str) -> None:
    """Or each of them would take the replica out once more."""
    pool = connections[alias].pool  # type: ignore[attr-defined]
    if pool is not None:
        pool.check()


def _answer(alias: str, question: str) -> int | None:
    with connections[alias].cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return None if row is None else row[0]
