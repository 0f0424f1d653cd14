"""The author of something asks a second moderator to look."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.kinds import ReportableKind
from boards.moderation.locking import locked_case
from boards.moderation.models import Appeal, CaseState, Decision, Outcome


@transaction.atomic
def appeal_decision(*, decision: Decision, by: Member, text: str) -> Appeal:
    """Put the case of a decision back into the queue, for another moderator than decided it.

    Args:
        text: why, checked by the form.

    Raises:
        PermissionDenied: when it is about nothing of theirs.
        ValidationError: with the code `again`, when they have appealed already; `deleted`, when the
            thing is erased, or its author deleted it; `kept`, when nothing was hidden or changed,
            or is any more, or a sanction is over.
    """
    case, kind, thing = locked_case(decision.case_id)
    if not by.is_active or case.author_id != by.pk:
        raise PermissionDenied
    if Appeal.objects.filter(decision=decision).exists():
        raise ValidationError(_("You have appealed already. You can do so once."), code="again")
    if decision.sanction is None:
        _check_holds(decision, kind, thing)
    elif decision.sanction.is_over():
        raise ValidationError(_("It is over, or lifted, already."), code="kept")
    appeal = Appeal.objects.create(decision=decision, text=text)
    case.state = CaseState.APPEALED
    case.waiting_since = timezone.now()
    case.save(update_fields=["state", "waiting_since"])
    return appeal


def _check_holds(decision: Decision, kind: ReportableKind, thing: Any | None) -> None:
    if thing is None and _can_be_restored(decision, kind):
        return
    if thing is None:
        raise ValidationError(_("It was erased, so nothing can bring it back."), code="deleted")
    if not decision.can_be_appealed:
        raise ValidationError(_("Nothing was hidden."), code="kept")
    change = getattr(decision, "change", None)
    if change is not None:
        if not kind.still_is(kind.locked(thing), change):
            raise ValidationError(_("It is as before already."), code="kept")
    elif not kind.is_hidden(kind.locked(thing)):
        raise ValidationError(_("It is shown again already."), code="kept")


def _can_be_restored(decision: Decision, kind: ReportableKind) -> bool:
    pk = decision.case.target_id
    return decision.outcome == Outcome.DELETE and pk in kind.restorable([pk])
