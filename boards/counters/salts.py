"""The salts that hide readers, and their end.

Time is cut into periods as long as the window. Two salts live: that of this period, and that of
the one before, with which a view of less than a window ago may have been hashed.
"""

import secrets
from datetime import datetime
from functools import lru_cache

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection

from boards.counters.models import ReaderSalt
from boards.db.hurrying import hurrying

SALT_BYTES = 32


def period_of(moment: datetime) -> int:
    """Return the number of the period in which the moment lies."""
    return int(moment.timestamp()) // int(settings.VIEW_COUNTER["WINDOW"])


# One entry: a new period drops the old salts from memory too.
@lru_cache(maxsize=1)
def live_salts(period: int) -> tuple[bytes, bytes]:
    """Return the salts of the period and of the one before, the same for every process.

    Raises:
        django.db.Error: when they cannot be read, or made while others write.
    """
    periods = (period, period - 1)
    salts = _stored_salts(periods)
    if len(salts) < len(periods):
        missing = [
            ReaderSalt(period=number, salt=secrets.token_bytes(SALT_BYTES))
            for number in periods
            if number not in salts
        ]
        # Another process may be first; what it stored counts.
        with hurrying(connection):
            ReaderSalt.objects.bulk_create(missing, ignore_conflicts=True)
        salts = _stored_salts(periods)
    return salts[period], salts[period - 1]


def destroy_old_salts(now: datetime) -> None:
    """Delete the salts that no view can need any more, and with them the way back to a reader."""
    period = period_of(now)
    # The next period's may be there already, from a process whose clock is ahead; a much later
    # one is left from a shorter window.
    old = ReaderSalt.objects.exclude(period__range=(period - 1, period + 1))
    # Asked first: a delete takes SQLite's write lock even when it finds nothing.
    if old.exists():
        old.delete()


def _stored_salts(periods: tuple[int, int]) -> dict[int, bytes]:
    # Where they are made: a copy may not have what another process has just made.
    salts = ReaderSalt.objects.using(DEFAULT_DB_ALIAS).filter(period__in=periods)
    stored = salts.values_list("period", "salt")
    return {period: bytes(salt) for period, salt in stored}
