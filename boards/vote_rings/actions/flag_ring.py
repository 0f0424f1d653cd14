"""Puts suspicious recommendations into the moderators' queue, once."""

from hashlib import blake2b

from django.db import IntegrityError, transaction

from boards.moderation.models import Case, CaseState
from boards.vote_rings.finding import Suspicion
from boards.vote_rings.models import RingVote, VoteRing

CASE_KIND = "votering"  # of the cases in the queue


def flag_ring(suspicion: Suspicion) -> VoteRing | None:
    """Open a case about recommendations that look agreed upon; the counts stay as they are.

    The same members about the same are told of once. Where their recommendations were voided, new
    ones that again are enough are told of again.

    Returns:
        None where moderators were told before, or another process is first.
    """
    if is_known(suspicion):
        return None
    try:
        with transaction.atomic():
            return _stored(suspicion)
    except IntegrityError:
        return None


def is_known(suspicion: Suspicion) -> bool:
    """Say whether moderators were told of these members about this, or of all these anyway."""
    if suspicion.keys <= _told_of(suspicion):
        return True
    earlier = VoteRing.objects.filter(
        reason=suspicion.reason, board=suspicion.board, subject__startswith=_beginning(suspicion)
    ).prefetch_related("votes")
    return any(
        ring.voided_at is None
        and suspicion.members <= {vote.member_id for vote in ring.votes.all()}
        for ring in earlier
    )


def _told_of(suspicion: Suspicion) -> set[tuple[bool, int]]:
    """Return which of the recommendations are part of rings that were found before."""
    keys = [vote.pk for vote in suspicion.votes]
    told = RingVote.objects.filter(recommendation_id__in=keys, ring__board=suspicion.board)
    return set(told.values_list("is_of_comment", "recommendation_id"))


def _beginning(suspicion: Suspicion) -> str:
    said = f"{suspicion.reason} {suspicion.board} {suspicion.about}"
    return blake2b(said.encode(), digest_size=12).hexdigest()


def _stored(suspicion: Suspicion) -> VoteRing:
    latest = max(vote.pk for vote in suspicion.votes)
    ring = VoteRing.objects.create(
        reason=suspicion.reason,
        board_id=suspicion.board,
        author_id=suspicion.author,
        # Two processes that find the same at once find the same latest recommendation.
        subject=f"{_beginning(suspicion)} {latest}",
        members=len(suspicion.members),
        recommendations=len(suspicion.votes),
        things=len({vote.thing_key for vote in suspicion.votes}),
    )
    RingVote.objects.bulk_create(
        RingVote(
            ring=ring,
            member_id=vote.member,
            is_of_comment=vote.is_of_comment,
            recommendation_id=vote.pk,
            thing_id=vote.thing,
            made_at=vote.made_at,
        )
        for vote in suspicion.votes
    )
    # Without an author: nobody is accused before a moderator has looked.
    Case.objects.create(
        kind=CASE_KIND, target_id=ring.pk, board_id=suspicion.board, state=CaseState.OPEN
    )
    return ring
