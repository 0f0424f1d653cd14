"""Decides what becomes of something that was reported."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.kinds import ReportableKind
from boards.moderation.locking import case_to_decide
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import (
    CHANGING,
    HIDING,
    SANCTIONING,
    TOLD_AUTHOR,
    Case,
    CaseChange,
    CaseState,
    Decision,
    Outcome,
    ReportReason,
)
from boards.moderation.sanctions.from_queue import hold_author, sanction_author
from boards.moderation.wanted import Wanted

_NOTHING_WANTED = Wanted()


@transaction.atomic
def decide_case(
    *,
    case: Case,
    by: Member,
    outcome: Outcome,
    reason: str = "",
    wanted: Wanted = _NOTHING_WANTED,
) -> Decision:
    """Keep, hide, change or delete the thing of a case by its room's verbs, and close the case.

    What is edited, moved or given another category is for its readers to see: where reports had
    hidden it, it is shown again.

    To warn, silence or suspend the author hides the thing as well, where its kind is ever hidden.
    A silence is for the board of the case and for `QUEUE_SILENCE`; a suspension for
    `QUEUE_SUSPENSION`.

    Args:
        reason: what the author and the reporters are told; empty for the reason that most
            reports give.
        wanted: what an outcome of `CHANGING` makes of it.

    Raises:
        DecidedMeanwhile: when another moderator was faster.
        PermissionDenied: when `by` does not moderate the board of the case.
        ValidationError: with the code `own`; with `deleted`, when the thing is gone and something
            else is decided than that it is; with `hidden`, when it is to be kept or changed and a
            moderator hid it; with `outcome`, for what its kind does not know; as `give` says of
            sanctions, and `change` of its kind.
    """
    is_gone = outcome == Outcome.GONE
    hold_author(case)
    case, kind, thing = case_to_decide(case=case, by=by, state=CaseState.OPEN, may_be_own=is_gone)
    _check(kind, thing, outcome, case)
    if outcome in (Outcome.KEEP, *CHANGING) and not case.was_hidden_by_reports:
        _check_is_shown(kind, thing)
    rule = _main_reason(case)
    told = reason or (str(rule) if rule and outcome in TOLD_AUTHOR else "")
    _carry_out(kind, thing, outcome, case=case, by=by, reason=told)
    change = _changed(kind, thing, outcome, wanted, by=by, reason=told)
    sanction = sanction_author(case, outcome, by=by, reason=told)
    decision = Decision.objects.create(
        case=case, outcome=outcome, by=by, reason=reason, rule=rule, sanction=sanction
    )
    if change is not None:
        change.decision = decision
        change.save()
    case.state = CaseState.DECIDED
    case.save(update_fields=["state"])
    return decision


def _check(kind: ReportableKind, thing: Any, outcome: Outcome, case: Case) -> None:
    if thing is None and outcome != Outcome.GONE:
        raise ValidationError(
            _("It was deleted in the meantime. All that is left is to close the case."),
            code="deleted",
        )
    is_known = outcome in kind.outcomes or (
        outcome in SANCTIONING and kind.can_sanction_author(case)
    )
    if thing is not None and not is_known:
        raise ValidationError(_("This cannot be decided here."), code="outcome")


def _check_is_shown(kind: ReportableKind, thing: Any) -> None:
    """Let nobody be told that something stays which nobody sees."""
    if kind.is_hidden(kind.locked(thing)):
        raise ValidationError(
            _("A moderator has hidden it. Show it again on its page first, or choose “Hide”."),
            code="hidden",
        )


def _carry_out(
    kind: ReportableKind, thing: Any, outcome: Outcome, *, case: Case, by: Member, reason: str
) -> None:
    write_entry(
        kind=case.kind,
        target_id=case.target_id,
        by=by,
        verb=f"decide_{outcome}",
        board=case.board,
        reason=reason,
    )
    if outcome in (Outcome.KEEP, *CHANGING) and case.was_hidden_by_reports:
        kind.unhide(thing, by=by)
    elif outcome in HIDING and Outcome.HIDE in kind.outcomes:
        kind.hide(thing, by=by, reason=reason)
    elif outcome == Outcome.DELETE:
        kind.delete(thing, by=by)


def _changed(
    kind: ReportableKind, thing: Any, outcome: Outcome, wanted: Wanted, *, by: Member, reason: str
) -> CaseChange | None:
    if outcome not in CHANGING:
        return None
    return kind.change(kind.locked(thing), outcome, wanted, by=by, reason=reason)


def _main_reason(case: Case) -> ReportReason | None:
    """Return the reason that most of the reports give."""
    reports = case.reports.values("reason").annotate(times=Count("pk"))
    most = reports.order_by("-times", "reason").first()
    return None if most is None else ReportReason.objects.get(pk=most["reason"])
