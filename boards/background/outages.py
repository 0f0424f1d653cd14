"""Waiting for a database that is away."""

import time
from collections.abc import Callable, Iterator
from typing import TypeVar

import structlog
from django.db import DatabaseError, InterfaceError, close_old_connections

from boards.db.outages import is_outage

FIRST_PAUSE = 0.5  # seconds
MAX_PAUSE = 8.0  # seconds
PATIENCE = 300.0  # seconds

Result = TypeVar("Result")

logger = structlog.get_logger(__name__)


def growing_pauses(*, longest: float = MAX_PAUSE) -> Iterator[float]:
    """Yield how long to wait before each further attempt, in seconds."""
    pause = FIRST_PAUSE
    while True:
        yield pause
        pause = min(longest, 2 * pause)


def patiently(
    work: Callable[[], Result],
    *,
    max_pause: float = MAX_PAUSE,
    is_stopping: Callable[[], bool] = lambda: False,
) -> Result:
    """Do a piece of work on the database, again and again while the database is away.

    Raises what the database raised after five minutes, and at once when it is something else than
    an outage, or when the process stops.

    Args:
        work: that may be repeated, and is no part of a transaction.
        max_pause: seconds between two attempts.
        is_stopping: says whether nobody can wait any longer.
    """
    end = time.monotonic() + PATIENCE
    for pause in growing_pauses(longest=max_pause):
        try:
            return work()
        except (DatabaseError, InterfaceError) as error:
            if time.monotonic() > end or is_stopping() or not is_outage(error):
                raise
            logger.warning("database_is_away", seconds=pause, error=type(error).__name__)
        close_old_connections()
        time.sleep(pause)
    raise AssertionError("pauses never end")
