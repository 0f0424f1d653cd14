"""By whom attempts are counted."""

from typing import NamedTuple

from django.conf import settings
from django.http import HttpRequest

from boards.http.networks import network_of
from boards.limits.rates import Rate, rates_of
from boards.members.levels import Right, may
from boards.members.models import Member
from boards.members.staff_behind import staff_behind

# Moderators clear up after others, and many of them at once. They are counted all the same: an
# account of theirs may be stolen.
STAFF_FACTOR = 10


class Sender(NamedTuple):
    """Whose attempts are counted together, and by which column of the table.

    Attributes:
        key: what tells this sender from others.
        column: of `settings.LIMITS`.
        factor: how many times as often as the table says.
    """

    key: str
    column: str
    factor: int = 1

    def rates_for(self, action: str) -> tuple[Rate, ...]:
        """Return how often this sender may do something."""
        rates = rates_of(settings.LIMITS[action][self.column])
        return tuple(Rate(rate.times * self.factor, rate.seconds) for rate in rates)


def sender_of(request: HttpRequest) -> Sender | None:
    """Return the member who sent a request, or else the network; None where that is not known.

    A household behind one address is many members, each with a count of their own. What staff do
    in the place of a member counts for the staff.
    """
    member = staff_behind(request) or request.user
    if isinstance(member, Member):
        return as_sender(member)
    network = network_of(request)
    return Sender(f"network:{network}", "guests") if network else None


def as_sender(member: Member) -> Sender:
    """Return the sender that a member is, wherever the requests come from."""
    is_staff = member.is_staff or member.is_superuser
    # Whoever floods a site joins for it.
    column = "members" if may(member, Right.FULL_PACE) else "new"
    return Sender(f"member:{member.pk}", column, STAFF_FACTOR if is_staff else 1)
