"""What the author of something reported gets by one press: the usual sanctions."""

from datetime import timedelta

from django.utils import timezone

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.moderation.models import SANCTIONING, Case, Outcome
from boards.moderation.sanctions.giving import Terms, give
from boards.sanctions.models import Sanction, SanctionKind

# Others are given on the page of the member.
QUEUE_SILENCE = timedelta(days=7)
QUEUE_SUSPENSION = timedelta(days=30)
_LENGTHS = {
    SanctionKind.WARN: None,
    SanctionKind.SILENCE: QUEUE_SILENCE,
    SanctionKind.SUSPEND: QUEUE_SUSPENSION,
}


def hold_author(case: Case) -> None:
    """Hold the author of what a case is about, before the case is held."""
    if case.author_id is not None:
        hold_member(case.author_id)


def sanction_author(case: Case, outcome: Outcome, *, by: Member, reason: str) -> Sanction | None:
    """Give the author of what a case is about the sanction that an outcome stands for, if any.

    On the board of the case; what belongs to none, a profile, and suspensions on the whole site.

    Raises:
        PermissionDenied or ValidationError: as `give` says.
    """
    if outcome not in SANCTIONING or case.author is None:
        return None
    kind = SanctionKind(outcome.value)
    length = _LENGTHS[kind]
    board = None if kind == SanctionKind.SUSPEND else case.board
    ends_at = timezone.now() + length if length else None
    terms = Terms(reason=reason, board=board, ends_at=ends_at)
    return give(kind, member=case.author, by=by, terms=terms)
