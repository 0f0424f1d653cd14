"""Works out the level of everybody who may have earned a higher one."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from boards.levels.facts import earned_level, with_texts
from boards.members.levels import Level, thresholds_of
from boards.members.models import Member

BATCH = 500  # members of one query


def members_to_check(*, after: int) -> "QuerySet[Member]":
    """Return those behind a key whose level may be lower than what they earned."""
    days = thresholds_of(Level.MEMBER).days
    members = Member.objects.filter(
        pk__gt=after,
        level__lt=max(Level),
        level_is_fixed=False,
        deleted_at=None,
        joined_at__lte=timezone.now() - timedelta(days=days),
    )
    return with_texts(members, Level.MEMBER).order_by("pk")


def batches(*, after: int) -> Iterator[list[Member]]:
    """Yield them in the order of their keys, some hundred at a time."""
    while batch := list(members_to_check(after=after)[:BATCH]):
        yield batch
        after = batch[-1].pk


def is_behind(member: Member) -> bool:
    """Say whether a member has earned more than the row says."""
    return earned_level(member) > member.level
