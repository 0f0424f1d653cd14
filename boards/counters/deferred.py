"""Views that could not be stored at once: kept in memory until the database takes them.

Somebody else writes for long, or the database is away. A page does not wait for that, and its view
is counted a few seconds later; a process that is killed meanwhile takes what it holds with it.
"""

import threading
import time
from collections import deque
from datetime import datetime, timedelta
from typing import NamedTuple

import structlog
from django.db import Error
from django.utils import timezone

from boards.counters.backends import current_backend
from boards.counters.readers import hidden_reader

MAX_VIEWS = 50_000  # of one process; about 10 MB
PAUSE = 1.0  # seconds in which no page tries what just failed

logger = structlog.get_logger(__name__)


class DeferredView(NamedTuple):
    """A view that is still to be counted; `seen_at` in UTC."""

    post_id: int
    identity: str  # in memory only: see `identity_of`
    seen_at: datetime


_views: deque[DeferredView] = deque(maxlen=MAX_VIEWS)
_storing = threading.Lock()
_paused_until = 0.0


def is_paused() -> bool:
    """Say whether storing a view failed a moment ago."""
    return time.monotonic() < _paused_until


def defer(view: DeferredView) -> None:
    """Keep a view for later, and let the next pages do so without a try."""
    global _paused_until
    if not is_paused():
        _paused_until = time.monotonic() + PAUSE
    if len(_views) == MAX_VIEWS:
        logger.warning("view_dropped", post_id=_views[0].post_id)
    _views.append(view)


def store_deferred(*, at_most: int = MAX_VIEWS) -> int:
    """Count what was kept, in the order in which it came; return how many views are left over.

    Whatever the database still refuses stays.

    Args:
        at_most: so many views; a page stores few of those that others left.
    """
    if not _views or not _storing.acquire(blocking=False):
        return len(_views)
    try:
        for _ in range(min(at_most, len(_views))):
            if _is_in_window(_views[0]):
                store(_views[0])
            _views.popleft()
    except Error as error:
        logger.warning("views_deferred", number=len(_views), cause=type(error).__name__)
    finally:
        _storing.release()
    return len(_views)


def store(view: DeferredView) -> None:
    """Count a view now.

    Raises:
        django.db.Error: when the database cannot, or when others write for too long.
    """
    reader = hidden_reader(view.identity, now=view.seen_at)
    current_backend().record(post_id=view.post_id, reader=reader, now=view.seen_at)


def _is_in_window(view: DeferredView) -> bool:
    """Say whether the salts of a view's period still live."""
    return view.seen_at > timezone.now() - timedelta(seconds=current_backend().window)


def forget_deferred() -> None:
    """Begin as a new process does."""
    global _paused_until
    _views.clear()
    _paused_until = 0.0
