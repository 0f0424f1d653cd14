"""Counts with a second backend while the first is out of reach."""

import time
from datetime import datetime

import structlog

from boards.counters.backends.base import Backend, BackendUnavailable
from boards.counters.backends.database import DatabaseBackend
from boards.counters.readers import Reader

PAUSE = 5.0  # seconds in which no page tries the first backend again
QUIET = 30.0  # seconds between two warnings

logger = structlog.get_logger(__name__)


class FallbackBackend(Backend):
    """Keeps pages and counts going; a view that the first may have counted is settled by it."""

    def __init__(self, *, first: Backend, second: DatabaseBackend) -> None:
        super().__init__(location=first.location, window=first.window)
        self._first = first
        self._second = second
        self._paused_until = 0.0
        self._quiet_until = 0.0

    def record(self, *, post_id: int, reader: Reader, now: datetime) -> bool:
        """Count with the first backend, or with the second while the first is unavailable."""
        if time.monotonic() >= self._paused_until:
            try:
                return self._first.record(post_id=post_id, reader=reader, now=now)
            except BackendUnavailable as error:
                self._pause(error)
                return self._second.record(
                    post_id=post_id, reader=reader, now=now, in_doubt=error.may_have_counted
                )
        return self._second.record(post_id=post_id, reader=reader, now=now)

    def roll_up(self, *, now: datetime) -> int:
        """Bring the views of both backends into the totals, each once."""
        added = self._second.roll_up(now=now)
        try:
            self._second.settle(by=self._first, now=now)
            return added + self._first.roll_up(now=now)
        except BackendUnavailable as error:
            self._pause(error)
            return added

    def _pause(self, error: BackendUnavailable) -> None:
        moment = time.monotonic()
        self._paused_until = moment + PAUSE
        if moment >= self._quiet_until:
            self._quiet_until = moment + QUIET
            # The message of the cause may hold an address.
            cause = type(error.__cause__ or error).__name__
            logger.warning("view_counter_unavailable", backend=_name(self._first), cause=cause)


def _name(backend: Backend) -> str:
    return type(backend).__name__
