"""Views that could not be stored at once: kept in memory until the database takes them.

Somebody else writes for long, or the database is away. A page does not wait for that, and its view
is counted a few seconds later. A worker that is killed meanwhile loses none: see `Spool`.
"""

import json
import time
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

import structlog
from django.db import Error
from django.utils import timezone

from boards.counters.backends import current_backend
from boards.counters.readers import hash_reader
from boards.counters.spool import share

PAUSE = 1.0  # seconds in which no page tries what just failed

logger = structlog.get_logger(__name__)


class DeferredView(NamedTuple):
    """A view that is still to be counted; `seen_at` in UTC."""

    post_id: int
    identity: str  # in memory only: see `identity_of`
    seen_at: datetime


_paused_until = 0.0


def is_paused() -> bool:
    """Say whether storing a view failed a moment ago."""
    return time.monotonic() < _paused_until


def defer(view: DeferredView) -> None:
    """Keep a view for later, and let the next pages do so without a try."""
    global _paused_until
    if not is_paused():
        _paused_until = time.monotonic() + PAUSE
    if not share().append(_written(view)):
        logger.warning("view_dropped", post_id=view.post_id)


def store_deferred(*, at_most: int | None = None) -> None:
    """Count what was kept, in the order in which it came; whatever is still refused stays.

    Args:
        at_most: so many views; a page stores few of those that others left.
    """
    try:
        share().take(_store_written, at_most=at_most)
    except Error as error:
        logger.warning("views_deferred", cause=type(error).__name__)


def store(view: DeferredView) -> None:
    """Count a view now.

    Raises:
        django.db.Error: when the database cannot, or when others write for too long.
    """
    reader = hash_reader(view.identity, now=view.seen_at)
    current_backend().record(post_id=view.post_id, reader=reader, now=view.seen_at)


def forget_deferred() -> None:
    """Begin as a new process does."""
    global _paused_until
    share().clear()
    _paused_until = 0.0


def _written(view: DeferredView) -> bytes:
    seconds = view.seen_at.timestamp()
    return json.dumps([view.post_id, view.identity, seconds]).encode()


def _store_written(record: bytes) -> None:
    post_id, identity, seconds = json.loads(record)
    view = DeferredView(post_id, identity, datetime.fromtimestamp(seconds, UTC))
    # The salts of its period live no longer than the window.
    if view.seen_at > timezone.now() - timedelta(seconds=current_backend().window):
        store(view)
