"""Lifts a sanction before its end."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.models import Appeal, Case, CaseState
from boards.moderation.permissions import SANCTION
from boards.moderation.sanctions.giving import (
    check_is_other,
    held_member,
    log_sanction,
    terms_for_log,
)
from boards.moderation.sanctions.letters import tell_lifted
from boards.sanctions.models import Sanction
from boards.sanctions.permissions import can_give
from boards.sanctions.restricting import store_restrictions


@transaction.atomic
def lift_sanction(*, sanction: Sanction, by: Member, reason: str = "") -> Sanction:
    """Give the member back what the sanction took, at once, and write so; a warning is taken back.

    An appeal against the sanction alone is closed with it, as there is nothing left to decide.

    Args:
        reason: for the log.

    Raises:
        PermissionDenied: when `by` could not give it.
        ValidationError: with the code `own`; with `conflict`, when it is over or another moderator
            was faster; with `missing`, when the account is gone.
    """
    if not can_give(by, sanction.kind, sanction.board):
        raise PermissionDenied
    member = held_member(sanction.member_id)
    check_is_other(by, member)
    sanction = Sanction.objects.select_related("board").get(pk=sanction.pk)
    if sanction.is_over():
        raise ValidationError(_("It is over, or lifted, already."), code="conflict")
    sanction.lifted_at, sanction.lifted_by = timezone.now(), by
    sanction.save(update_fields=["lifted_at", "lifted_by"])
    store_restrictions(member)
    before = terms_for_log(sanction)
    after = {**before, "ends_at": sanction.lifted_at.isoformat(timespec="minutes")}
    log_sanction(
        sanction, by=by, verb=f"lift_{sanction.kind}", reason=reason, before=before, after=after
    )
    _close_appeal(sanction, by=by, reason=reason)
    tell_lifted(sanction, member=member)
    return sanction


def _close_appeal(sanction: Sanction, *, by: Member, reason: str) -> None:
    waiting = Appeal.objects.filter(decision__sanction=sanction, result="")
    case = Case.objects.filter(kind=SANCTION, decision__appeal__in=waiting)
    if case.update(state=CaseState.DECIDED):
        waiting.update(
            result=Appeal.Result.REVERSED, decided_by=by, reason=reason, decided_at=timezone.now()
        )
