"""Takes the recommendations of a ring out of the counts, and puts them back."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.permissions import can_moderate
from boards.posts.reactions.actions.void_recommendations import count_again, void_recommendations
from boards.vote_rings.actions.flag_ring import CASE_KIND
from boards.vote_rings.models import RingVote, VoteRing


@transaction.atomic
def void_ring(*, ring: VoteRing, by: Member, reason: str = "") -> int:
    """Let the recommendations count no more; return how many did. Can be undone.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: with the code `own`, when it is about `by`; `decided`, when they are voided
            already.
    """
    ring = _locked(ring, by)
    if ring.voided_at is not None:
        raise ValidationError(_("They do not count already."), code="decided")
    ring.voided_at = timezone.now()
    return _changed(ring, by, void_recommendations, verb="void_votes", reason=reason)


@transaction.atomic
def restore_ring(*, ring: VoteRing, by: Member) -> int:
    """Let the recommendations count again, but for those undone since; return how many.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: with the code `own`, when it is about `by`; `decided`, when they count
            already.
    """
    ring = _locked(ring, by)
    if ring.voided_at is None:
        raise ValidationError(_("They count already."), code="decided")
    ring.voided_at = None
    return _changed(ring, by, count_again, verb="restore_votes")


def _locked(ring: VoteRing, by: Member) -> VoteRing:
    rows = VoteRing.objects.select_for_update(of=("self",)).select_related("board")
    locked = rows.get(pk=ring.pk)
    if not can_moderate(by, locked.board):
        raise PermissionDenied
    if locked.concerns(by) and not by.is_superuser:
        raise ValidationError(_("It is about something of yours: others decide."), code="own")
    return locked


def _changed(
    ring: VoteRing, by: Member, change: Callable[..., int], *, verb: str, reason: str = ""
) -> int:
    ring.save(update_fields=["voided_at"])
    count = change(of_posts=_keys(ring, False), of_comments=_keys(ring, True))
    after: dict[str, Any] = {"votes": count}
    write_entry(
        kind=CASE_KIND, target_id=ring.pk, by=by, verb=verb, board=ring.board, reason=reason,
        after=after,
    )  # fmt: skip
    return count


def _keys(ring: VoteRing, is_of_comment: bool) -> list[int]:
    votes = RingVote.objects.filter(ring=ring, is_of_comment=is_of_comment)
    return list(votes.values_list("recommendation_id", flat=True))
