"""Gives a member the level that was earned."""

from boards.levels.facts import earned_level
from boards.members.levels import Level
from boards.members.models import Member


def raise_level(*, member: Member) -> bool:
    """Raise the level when a higher one was earned; return whether it was.

    One statement writes it, on the condition that it is still lower and not set by hand: whoever
    does the same at this moment, or an admin, is not overwritten.
    """
    if member.level_is_fixed or member.level == max(Level):
        return False
    earned = earned_level(member)
    if earned == member.level:
        return False
    raisable = Member.objects.filter(pk=member.pk, level__lt=earned, level_is_fixed=False)
    if not raisable.update(level=earned):
        return False
    member.level = earned
    return True
