"""A second moderator upholds or reverses a decision."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.kinds import ReportableKind
from boards.moderation.locking import case_to_decide
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import Appeal, Case, CaseState, Decision, Outcome
from boards.moderation.permissions import Decider
from boards.moderation.sanctions.actions.lift_sanction import lift_sanction
from boards.moderation.sanctions.giving import hold_sanctioned
from boards.posts.locking import board_for_log


@transaction.atomic
def decide_appeal(*, case: Case, by: Member, result: Appeal.Result, reason: str = "") -> Appeal:
    """Close the appeal of a case; a decision that is reversed is undone, as far as it can be.

    Args:
        reason: what the author is told.

    Raises:
        DecidedMeanwhile: when another moderator was faster.
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: with the code `own`; `second`, when `by` made the decision; `deleted`, when
            there is nothing to be shown again; `changed`, when somebody has gone on with it since.
    """
    hold_sanctioned(case)
    case, kind, thing = case_to_decide(case=case, by=by, state=CaseState.APPEALED)
    if not Decider(by).can_decide_appeal(case.decision):
        message = _("You made this decision, so another moderator decides about the appeal.")
        raise ValidationError(message, code="second")
    write_entry(
        kind=case.kind,
        target_id=case.target_id,
        by=by,
        verb=f"appeal_{result}",
        board=case.board,
        reason=reason,
        **_moved_back(case.decision, result),
    )
    if result == Appeal.Result.REVERSED:
        _reverse(case.decision, kind, thing, by=by)
    appeal = case.decision.appeal
    appeal.result, appeal.decided_by, appeal.reason = result, by, reason
    appeal.decided_at = timezone.now()
    appeal.save(update_fields=["result", "decided_by", "reason", "decided_at"])
    case.state = CaseState.DECIDED
    case.save(update_fields=["state"])
    return appeal


def _moved_back(decision: Decision, result: str) -> dict[str, Any]:
    """Return what the log says of a move that is undone: it is the system's, and not logged."""
    change = getattr(decision, "change", None)
    if change is None or result != Appeal.Result.REVERSED:
        return {}
    if change.from_board_id == change.to_board_id:
        return {}
    return {"before": board_for_log(change.to_board), "after": board_for_log(change.from_board)}


def _reverse(decision: Decision, kind: ReportableKind, thing: Any | None, *, by: Member) -> None:
    """Show or restore the thing, change back what was changed, lift the sanction of its author."""
    sanction = decision.sanction
    if thing is None and decision.outcome == Outcome.DELETE:
        thing = _restored(decision, kind, by=by)
    if thing is None and sanction is None:
        raise ValidationError(
            _("It was deleted in the meantime, so the decision can only stand."), code="deleted"
        )
    change = getattr(decision, "change", None)
    if thing is not None and change is not None:
        kind.change_back(kind.locked(thing), change, by=by)
    elif thing is not None and Outcome.HIDE in kind.outcomes:
        kind.unhide(thing, by=by)
    if sanction is not None and not sanction.is_over():
        lift_sanction(sanction=sanction, by=by)


def _restored(decision: Decision, kind: ReportableKind, *, by: Member) -> Any | None:
    """Take the thing out of the trash; None when it is not there any more."""
    try:
        return kind.restore(decision.case.target_id, by=by)
    except ValidationError as error:
        if getattr(error, "code", "") != "not_in_trash":
            raise
        return None
