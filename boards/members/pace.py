"""How fast wrong passwords may follow one another, and the counts that this is judged by.

A count runs empty by itself, one failure after another. What is over the free number makes the
next attempt wait, each time twice as long; nobody is locked out. An attempt is counted before its
password is looked at, so that many at once are not judged by one old count, and is taken back when
the password was right.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from django.db import transaction
from django.utils import timezone

from boards.members.models import FailedSignIns


@dataclass(frozen=True)
class Pace:
    """What one kind of count allows.

    Attributes:
        free: wrong passwords after which nobody has to wait yet.
        forgotten_after: the time in which the count loses one of them.
        first_wait: the shortest wait; the next one is twice as long.
        max_wait: where that ends.
    """

    free: int
    forgotten_after: timedelta
    first_wait: timedelta
    max_wait: timedelta

    def failures(self, counted: FailedSignIns, *, now: datetime) -> int:
        """Return how many wrong passwords are not forgotten."""
        return max(0, ceil((counted.forgotten_at - now) / self.forgotten_after))

    def wait_after(self, failures: int) -> timedelta:
        """Return how long nobody may try after so many wrong passwords."""
        if failures < self.free:
            return timedelta()
        doublings = min(failures - self.free, 16)
        return min(self.first_wait * 2**doublings, self.max_wait)


@transaction.atomic
def count_attempt(counts: Mapping[str, Pace]) -> int:
    """Count one attempt as a failure, unless it comes too early.

    Args:
        counts: the keys of the counts that it belongs to.

    Returns the seconds that are still to wait; with 0 the attempt may go on.
    """
    now = timezone.now()
    _make_missing(counts, now=now)
    rows = _locked(counts)
    wait = max(row.next_at - now for row in rows)
    if wait > timedelta():
        return ceil(wait.total_seconds())
    for row in rows:
        pace = counts[row.key]
        row.forgotten_at = max(row.forgotten_at, now) + pace.forgotten_after
        row.next_at = now + pace.wait_after(pace.failures(row, now=now))
    FailedSignIns.objects.bulk_update(rows, ["forgotten_at", "next_at"])
    return 0


@transaction.atomic
def take_back(counts: Mapping[str, Pace]) -> None:
    """Take an attempt back that was none of a guesser; the failures before it stay counted."""
    now = timezone.now()
    rows = _locked(counts)
    for row in rows:
        pace = counts[row.key]
        row.forgotten_at -= pace.forgotten_after
        wait = pace.wait_after(pace.failures(row, now=now))
        row.next_at = min(row.next_at, now + wait)
    FailedSignIns.objects.bulk_update(rows, ["forgotten_at", "next_at"])


def prune_counts() -> int:
    """Remove the counts that have run empty, and return how many there were."""
    now = timezone.now()
    empty = FailedSignIns.objects.filter(forgotten_at__lte=now, next_at__lte=now)
    return empty.delete()[0]


def _make_missing(counts: Mapping[str, Pace], *, now: datetime) -> None:
    # In one order for all: else two attempts could each wait for a row that the other has made.
    FailedSignIns.objects.bulk_create(
        [FailedSignIns(key=key, forgotten_at=now, next_at=now) for key in sorted(counts)],
        ignore_conflicts=True,
    )


def _locked(counts: Mapping[str, Pace]) -> list[FailedSignIns]:
    return list(
        FailedSignIns.objects.select_for_update().filter(key__in=list(counts)).order_by("key")
    )
