"""Counts attempts in windows of time, and says how long to wait when there were too many.

The windows are those of the clock: a window's count is of no use when it is over, and expires. So
twice as many attempts as a rate allows can fall into one window's length, across its border. What
is refused is an attempt as well, in all windows.
"""

import time
from contextlib import nullcontext

import structlog
from django.core.cache import BaseCache, caches
from django.db import connection

from boards.db.hurrying import hurrying
from boards.limits.senders import Sender

SHARED = "default"  # of settings.CACHES: one count for all web processes
QUICK = "quick"  # one that asks no database, at the price of a count for each process

logger = structlog.get_logger(__name__)


def seconds_to_wait(sender: Sender | None, action: str, *, store: str = SHARED) -> int:
    """Count one attempt; return 0 when it is allowed, or else in how many seconds one will be.

    Never raises: a cache that is away keeps nobody out.

    Args:
        sender: None is not counted.
        action: a key of `settings.LIMITS`.
        store: a key of `settings.CACHES`.
    """
    if sender is None:
        return 0
    try:
        # What is counted waits for no other writer: the write itself does.
        with hurrying(connection) if store == SHARED else nullcontext():
            return _seconds_to_wait(sender, action, caches[store])
    except Exception:
        logger.exception("limit_not_counted", action=action)
    return 0


def _seconds_to_wait(sender: Sender, action: str, cache: BaseCache) -> int:
    now, rates = int(time.time()), sender.rates_for(action)
    windows = {
        f"limit:{action}:{seconds}:{now // seconds}:{sender.key}": seconds for _, seconds in rates
    }
    numbers = _count(cache, windows) if windows else []
    waits = [
        seconds - now % seconds
        for (times, seconds), number in zip(rates, numbers, strict=True)
        if number > times
    ]
    return max(waits, default=0)


def _count(cache: BaseCache, windows: dict[str, int]) -> list[int]:
    """Add one in each window; return how many there are. Right for several who do it at once."""
    if hasattr(cache, "count"):  # all in one statement
        numbers: list[int] = cache.count(windows)
        return numbers
    return [_count_one(cache, key, seconds) for key, seconds in windows.items()]


def _count_one(cache: BaseCache, key: str, seconds: int) -> int:
    try:
        return cache.incr(key)
    except ValueError:  # the first
        return 1 if cache.add(key, 1, seconds) else cache.incr(key)
