"""Stores votes, with their counts; call it while the poll is held."""

from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from boards.posts.models import Poll, Vote, VotedChoice
from boards.posts.polls.locking import add_votes


def store_vote(
    poll: Poll, *, member_id: int, choices: Iterable[int], voted_at: datetime | None = None
) -> None:
    """Store a member's vote for choices, by their keys, and count it.

    Args:
        voted_at: None for now.
    """
    at = voted_at or timezone.now()
    store_choices(Vote.objects.create(poll=poll, member_id=member_id, voted_at=at), choices)
    poll.voters += 1  # read under the lock
    poll.save(update_fields=["voters"])


def store_choices(vote: Vote, choices: Iterable[int]) -> None:
    """Store for which choices a vote is besides, and count them."""
    keys = sorted(choices)
    VotedChoice.objects.bulk_create([VotedChoice(vote=vote, choice_id=key) for key in keys])
    add_votes(keys, 1)
