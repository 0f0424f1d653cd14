"""Forgets what members read long ago.

Lists are read from their top: a mark older than ninety days dims a title that few scroll down to,
and it is nobody's business any more what a member read then. Two thousand marks are some
57 pages of a list, and a few hundred kilobytes of table for each of the busiest.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Count, QuerySet
from django.utils import timezone

from boards.posts.models import ReadMark

KEPT_FOR = timedelta(days=90)
KEPT = 2_000  # of one member, the latest
BATCH = 1_000  # rows of one delete, so that pages never wait long for SQLite's write lock
# Whose marks are counted each time that pruning is due, which is every minute: who has read since
# the time before, and some more for a pass that came late.
JUST_NOW = timedelta(minutes=3)


def prune_read_marks() -> int:
    """Delete marks that are too old, and those of who reads just now that are too many.

    Returns how many that were. Each minute this costs a look at what the few read who are here.
    """
    now = timezone.now()
    return _prune(now, _reading_since(now - JUST_NOW))


def prune_all_read_marks(*, dry_run: bool = False) -> int:
    """Do the same for every member, whenever they read last.

    Args:
        dry_run: only count.
    """
    now, too_many = timezone.now(), _with_too_many()
    if not dry_run:
        return _prune(now, too_many)
    kept = ReadMark.objects.filter(visited_at__gte=now - KEPT_FOR)
    beyond = sum(max(0, kept.filter(member=member).count() - KEPT) for member in too_many)
    return _old(now).count() + beyond


def _prune(now: datetime, members: Iterable[int]) -> int:
    pruned = _delete(_old(now), beyond=0)
    for member in members:
        marks = ReadMark.objects.filter(member=member).order_by("-visited_at", "-pk")
        pruned += _delete(marks, beyond=KEPT)
    return pruned


def _old(now: datetime) -> "QuerySet[ReadMark]":
    return ReadMark.objects.filter(visited_at__lt=now - KEPT_FOR).order_by("visited_at")


def _delete(marks: "QuerySet[ReadMark]", *, beyond: int) -> int:
    """Delete all but the first so many; another process may do the same at this moment."""
    deleted = 0
    while keys := list(marks.values_list("pk", flat=True)[beyond : beyond + BATCH]):
        deleted += ReadMark.objects.filter(pk__in=keys).delete()[0]
    return deleted


def _reading_since(moment: datetime) -> Iterable[int]:
    marks = ReadMark.objects.filter(visited_at__gte=moment)
    return list(marks.order_by().values_list("member_id", flat=True).distinct())


def _with_too_many() -> Iterable[int]:
    counted = ReadMark.objects.order_by().values("member_id").annotate(marks=Count("pk"))
    return list(counted.filter(marks__gt=KEPT).values_list("member_id", flat=True))
