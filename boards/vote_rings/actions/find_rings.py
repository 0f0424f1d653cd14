"""Looks for recommendations that look agreed upon, and tells the moderators."""

from collections.abc import Iterator
from datetime import timedelta

from django.conf import settings

from boards.vote_rings.actions.flag_ring import flag_ring, is_known
from boards.vote_rings.finding import Suspicion, suspicions
from boards.vote_rings.votes import votes_since


def new_suspicions() -> Iterator[Suspicion]:
    """Yield what was found in the last VOTE_RING_DAYS and moderators were not told of.

    Recommendations that look agreed upon for two reasons come for the first of them alone.
    """
    if not settings.VOTE_RING_DAYS:
        return
    seen: set[tuple[bool, int]] = set()
    for each in suspicions(votes_since(timedelta(days=settings.VOTE_RING_DAYS))):
        if not each.keys <= seen and not is_known(each):
            seen |= each.keys
            yield each


def find_rings() -> int:
    """Flag what was found; return how many.

    Each is stored in a transaction of its own: what is interrupted has told of some, and the next
    look, which reads all of those days anew, tells of the others.
    """
    return sum(flag_ring(each) is not None for each in new_suspicions())
