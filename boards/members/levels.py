"""Levels of members, and the one table of what each level may.

A level is a number on the member's own row, which comes with the session: asking for a right costs
no query. How a level is earned, and when it rises, is the work of the room `boards.levels`, which
can count what members write. docs/levels.md shows the table to people.
"""

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from django.conf import settings
from django.db.models import IntegerChoices
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from boards.members.models import Member
    from boards.members.viewers import Viewer


class Level(IntegerChoices):
    """What a member has earned by what they did; a higher one has all rights of a lower one."""

    NEW = 1, pgettext_lazy("level", "New member")
    MEMBER = 2, pgettext_lazy("level", "Member")
    REGULAR = 3, pgettext_lazy("level", "Regular member")


class Right(Enum):
    """Something that a member may from a level on; the value is its name in the documents."""

    FULL_PACE = "full-pace"  # the column `members` of the limits, instead of `new`
    FIRST_POSTS_AT_ONCE = "first-posts-at-once"  # where a board lets first posts wait
    LINKS_AT_ONCE = "links-at-once"  # where a board lets texts with links wait
    ALIKE_AT_ONCE = "alike-at-once"  # what is much like another text waits from the first one on
    WITHOUT_SPAM_CHECK = "without-spam-check"  # where Akismet is asked about new members alone
    LINK_IN_PROFILE = "link-in-profile"  # others read a line on the profile that has one
    DOUBLE_REPORT = "double-report"
    TRIPLE_REPORT = "triple-report"


# From which level on members have a right; whoever asks for one asks `may`.
LOWEST: dict[Right, Level] = {
    Right.FULL_PACE: Level.MEMBER,
    Right.FIRST_POSTS_AT_ONCE: Level.MEMBER,
    Right.LINKS_AT_ONCE: Level.MEMBER,
    Right.ALIKE_AT_ONCE: Level.MEMBER,
    Right.WITHOUT_SPAM_CHECK: Level.MEMBER,
    Right.LINK_IN_PROFILE: Level.MEMBER,
    Right.DOUBLE_REPORT: Level.MEMBER,
    Right.TRIPLE_REPORT: Level.REGULAR,
}
HEAVIER_REPORTS = (Right.DOUBLE_REPORT, Right.TRIPLE_REPORT)


class Thresholds(NamedTuple):
    """What a level takes, all of it together.

    Attributes:
        days: since joining.
        texts: published posts and comments under the member's name.
        recommenders: different members who recommended one of them.
    """

    days: int
    texts: int
    recommenders: int


def thresholds_of(level: Level) -> Thresholds:
    """Return what a level takes; nothing for that of new members."""
    if level is Level.NEW:
        return Thresholds(0, 0, 0)
    if level is Level.MEMBER:
        return Thresholds(settings.LEVEL_MEMBER_DAYS, settings.LEVEL_MEMBER_TEXTS, 0)
    return Thresholds(
        settings.LEVEL_REGULAR_DAYS,
        settings.LEVEL_REGULAR_TEXTS,
        settings.LEVEL_REGULAR_RECOMMENDERS,
    )


MARKS = {Level.NEW: "new", Level.REGULAR: "regular"}  # most are members, and have none


def mark_of(member: "Member | None") -> str:
    """Return the code of the mark beside a name; empty for none.

    Whoever shows an anonymous text asks with None.
    """
    if member is None or not member.is_active or member.deleted_at:
        return ""
    return MARKS.get(Level(member.level), "")


def may(viewer: "Viewer | None", right: Right) -> bool:
    """Say whether the level of a viewer has a right; staff have each, guests none."""
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_staff or viewer.is_superuser or viewer.level >= LOWEST[right]
