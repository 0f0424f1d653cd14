"""What the verbs share: the lock, who may, what is stored and logged.

Whoever needs both holds a member before the cases about what the member wrote.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.models import Board
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import Case, CaseState, Decision, Outcome
from boards.moderation.permissions import SANCTION
from boards.moderation.sanctions.letters import tell_given
from boards.sanctions.models import NetworkSanction, Sanction, SanctionKind
from boards.sanctions.permissions import can_give, is_above
from boards.sanctions.restricting import store_restrictions


@dataclass(frozen=True)
class Terms:
    """What a sanction is to be.

    Attributes:
        reason: in words, which the member reads.
        board: None for the whole site.
        starts_at: None for now.
        ends_at: None for no end.
    """

    reason: str
    board: Board | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None


class SanctionedMeanwhile(ValidationError):
    """Another moderator was faster with the same member; nothing of theirs is changed."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Another moderator has sanctioned this member in the meantime. Look at what they "
                "did, then send this again if it is still needed."
            ),
            code="conflict",
        )


def held_member(pk: int) -> Member:
    """Reload a member, and hold the row until the transaction ends.

    Raises:
        ValidationError: with the code `missing`, when the account was deleted.
    """
    member = hold_member(pk)
    if member is None or member.deleted_at is not None:
        raise ValidationError(_("This account was deleted in the meantime."), code="missing")
    return member


def hold_sanctioned(case: Case) -> None:
    """Hold whom the decision of a case has sanctioned, if anybody, before the case is held."""
    decision = getattr(case, "decision", None)
    if decision is not None and decision.sanction is not None:
        hold_member(decision.sanction.member_id)


def give(
    kind: SanctionKind, *, member: Member, by: Member, terms: Terms, known: int | None = None
) -> Sanction:
    """Store a sanction, have the member's row say it, log it and write to the member.

    Within a transaction.

    Args:
        known: the latest sanction of the member that `by` has seen, 0 for none; None asks for no
            check.

    Raises:
        PermissionDenied: when `by` may not give such a sanction there.
        SanctionedMeanwhile: when there is a newer one than `known`, or one that says as much.
        ValidationError: with the code `own` or `rank` for whom `by` may not sanction; for the
            field `reason` or `ends_at`; with the code `missing`, when the account is gone.
    """
    if not can_give(by, kind, terms.board):
        raise PermissionDenied
    held = held_member(member.pk)
    check_is_above(by, held)
    starts_at = terms.starts_at or timezone.now()
    check_terms(terms, starts_at)
    _check_is_news(kind, held, terms, starts_at, known)
    sanction = Sanction.objects.create(
        member=held,
        kind=kind,
        board=terms.board,
        reason=terms.reason,
        starts_at=starts_at,
        ends_at=terms.ends_at,
        by=by,
    )
    store_restrictions(held)
    log_sanction(sanction, by=by, verb=kind, reason=terms.reason, after=terms_for_log(sanction))
    tell_given(sanction, member=held)
    return sanction


def check_is_other(by: Member, member: Member) -> None:
    """Return unless they are the same; raise ValidationError with the code `own`."""
    if by.pk == member.pk:
        raise ValidationError(_("You cannot do this to yourself."), code="own")


def check_is_above(by: Member, member: Member) -> None:
    """Return when `by` may sanction the member at all.

    Raises:
        ValidationError: with the code `own` or `rank`.
    """
    check_is_other(by, member)
    if not is_above(by, member):
        raise ValidationError(
            _("Admins, and moderators who stand as high as you do, cannot be sanctioned by you."),
            code="rank",
        )


def with_decision(sanction: Sanction) -> Sanction:
    """Store what the member can appeal against: a case about the sanction itself, decided."""
    case = Case.objects.create(
        kind=SANCTION,
        target_id=sanction.pk,
        board=sanction.board,
        author=sanction.member,
        state=CaseState.DECIDED,
    )
    Decision.objects.create(
        case=case,
        outcome=Outcome(sanction.kind),
        by=sanction.by,
        reason=sanction.reason,
        sanction=sanction,
    )
    return sanction


def terms_for_log(sanction: Sanction | NetworkSanction) -> dict[str, Any]:
    """Return what the log says of a sanction: small, times in UTC; and its key."""
    ends_at = sanction.ends_at
    return {
        "_sanction": sanction.pk,
        "starts_at": sanction.starts_at.isoformat(timespec="minutes"),
        "ends_at": ends_at.isoformat(timespec="minutes") if ends_at else None,
    }


def check_terms(terms: Terms, starts_at: datetime) -> None:
    """Return when there is a reason, and an end that is yet to come, if any.

    Raises:
        ValidationError: for the field `reason` or `ends_at`.
    """
    if not terms.reason.strip():
        raise ValidationError({"reason": _("Say why: the member reads it.")})
    if terms.ends_at is None:
        return
    if terms.ends_at <= starts_at:
        raise ValidationError({"ends_at": _("The end has to come after the start.")})
    if terms.ends_at <= timezone.now():
        raise ValidationError({"ends_at": _("The end has to be in the future.")})


def _check_is_news(
    kind: SanctionKind, member: Member, terms: Terms, starts_at: datetime, known: int | None
) -> None:
    own = Sanction.objects.filter(member=member)
    latest = own.order_by("-pk").values_list("pk", flat=True).first() or 0
    if known is not None and latest != known:
        raise SanctionedMeanwhile
    if kind == SanctionKind.WARN:
        return
    alike = own.filter(kind=kind, board=terms.board, starts_at__lte=starts_at)
    for sanction in alike.not_over(timezone.now()):
        if sanction.ends_at is None or (terms.ends_at and terms.ends_at <= sanction.ends_at):
            raise ValidationError(
                _("A sanction of this kind holds already, and for as long."), code="conflict"
            )


def log_sanction(sanction: Sanction, *, by: Member, verb: str, reason: str, **changes: Any) -> None:
    """Write to the log what was done about a sanction; it is a line about the member."""
    write_entry(
        kind="member",
        target_id=sanction.member_id,
        by=by,
        verb=verb,
        board=sanction.board,
        reason=reason,
        **changes,
    )
