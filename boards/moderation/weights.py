"""How much a member's report weighs.

A thing is hidden at `settings.REPORTS_HIDE_AT`, which no number of new accounts should reach
quickly: whoever wants to silence somebody joins for it.
"""

from boards.members.levels import HEAVIER_REPORTS, may
from boards.members.models import Member


def weight_of(member: Member) -> int:
    """Return 1 for a new member, and one more for each level above; staff weigh most."""
    return 1 + sum(may(member, right) for right in HEAVIER_REPORTS)
