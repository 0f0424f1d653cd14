"""Takes a takedown request of anybody."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns import deadlines
from boards.moderation.takedowns.letters import write_receipt, write_to_handlers
from boards.moderation.takedowns.models import Claim, TakedownRequest, TakedownTarget
from boards.moderation.takedowns.named_things import NamedThing


@transaction.atomic
def file_takedown(
    *, claim: Claim, things: Sequence[NamedThing], fields: Mapping[str, Any], language: str
) -> TakedownRequest:
    """Store a request, and write to its sender and, where hours count, to who decides it.

    Nothing is hidden yet: whoever can send a form could hide anything (docs/moderation.md).

    Args:
        things: what it is about, some of them deleted already.
        fields: of the model, checked by the form.
        language: in which the sender is written to.
    """
    now = timezone.now()
    request = TakedownRequest.objects.create(
        claim=claim, language=language, received_at=now, due_at=_deadline(claim, now), **fields
    )
    TakedownTarget.objects.bulk_create(_target(request, thing) for thing in things)
    write_entry(kind="takedown", target_id=request.pk, by=None, verb="takedown_receive", board=None)
    write_receipt(request)
    if claim == Claim.INTIMATE:
        write_to_handlers(request)
    return request


def _deadline(claim: Claim, now: datetime) -> datetime:
    if claim == Claim.COUNTER:
        return deadlines.business_days_after(now, deadlines.RESTORE_BY)
    return now + {Claim.INTIMATE: deadlines.INTIMATE, Claim.COPYRIGHT: deadlines.COPYRIGHT}.get(
        claim, deadlines.OTHER
    )


def _target(request: TakedownRequest, thing: NamedThing) -> TakedownTarget:
    state = TakedownTarget.State.GONE if thing.is_gone else TakedownTarget.State.UNTOUCHED
    return TakedownTarget(
        request=request,
        kind=thing.kind,
        target_id=thing.target_id,
        url=thing.url,
        board=thing.board,
        state=state,
    )
