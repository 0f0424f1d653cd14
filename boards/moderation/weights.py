"""How much a member's report weighs.

A thing is hidden at `settings.REPORTS_HIDE_AT`, which no number of new accounts should reach
quickly: whoever wants to silence somebody joins for it.
"""

from datetime import timedelta

from django.utils import timezone

from boards.members.models import Member

NEW_MEMBER, REGULAR = 1, 2
REGULAR_AFTER = timedelta(days=30)  # since joining


def weight_of(member: Member) -> int:
    """Return 2 for who has been a member for thirty days, or is staff; 1 for others."""
    is_regular = member.joined_at <= timezone.now() - REGULAR_AFTER
    return REGULAR if is_regular or member.is_staff else NEW_MEMBER
