"""Takes a vote out of a poll, and gives it back: for two accounts of one person, who has one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from boards.posts.models import Vote
from boards.posts.polls.locking import add_votes, held_poll
from boards.posts.polls.storing import store_vote


@dataclass(frozen=True)
class WithdrawnVote:
    """What has to be known to give a vote back: keys of rows, and when it was cast."""

    poll: int
    member: int
    choices: Sequence[int]
    voted_at: datetime


@transaction.atomic
def withdraw_vote(vote: Vote) -> WithdrawnVote | None:
    """Remove a member's vote, and count it no more; None where it is gone already."""
    poll = held_poll(vote.poll_id)
    held = Vote.objects.filter(pk=vote.pk).first()
    if poll is None or held is None or held.member_id is None:
        return None
    choices = sorted(held.choices.values_list("choice", flat=True))
    add_votes(choices, -1)
    held.delete()
    poll.voters -= 1  # read under the lock
    poll.save(update_fields=["voters"])
    return WithdrawnVote(poll.pk, held.member_id, choices, held.voted_at)


@transaction.atomic
def give_vote_back(withdrawn: WithdrawnVote) -> bool:
    """Store a vote again as it was, closed poll or not; return whether that went.

    It does not where the poll or all its choices are gone, or the member voted again meanwhile.
    """
    poll = held_poll(withdrawn.poll)
    if poll is None:
        return False
    choices = list(poll.choices.filter(pk__in=withdrawn.choices).values_list("pk", flat=True))
    if not choices or Vote.objects.filter(poll=poll, member=withdrawn.member).exists():
        return False
    store_vote(poll, member_id=withdrawn.member, choices=choices, voted_at=withdrawn.voted_at)
    return True
