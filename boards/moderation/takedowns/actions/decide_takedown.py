"""Decides a takedown request."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns.letters import write_decision, write_to_owner
from boards.moderation.takedowns.likenesses import accept_again, remove_pictures
from boards.moderation.takedowns.models import (
    TAKEN_DOWN,
    Claim,
    Result,
    TakedownRequest,
    TakedownTarget,
)
from boards.moderation.takedowns.permissions import can_handle_takedowns
from boards.moderation.takedowns.things import owner_of, remove_thing, restore_thing
from boards.moderation.tasks import remove_copies_in_background

State = TakedownTarget.State


@transaction.atomic
def decide_takedown(
    *, request: TakedownRequest, by: Member, result: Result, reason: str = ""
) -> TakedownRequest:
    """Remove what a request names, give back what a counter-notice names, or refuse with a reason.

    The sender is written to, and the owners of what is removed. Two at once: the second is told.

    Raises:
        PermissionDenied: when `by` may not decide requests.
        ValidationError: with the code `reason`, `early` or `result`.
        DecidedMeanwhile: when it is decided by now.
    """
    if not can_handle_takedowns(by):
        raise PermissionDenied
    locked = TakedownRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_open:
        raise DecidedMeanwhile
    _check(locked, result, reason)
    locked.result, locked.reason = result, reason
    locked.decided_by, locked.decided_at = by, timezone.now()
    locked.save(update_fields=["result", "reason", "decided_by", "decided_at"])
    verb = f"takedown_{result}"
    write_entry(kind="takedown", target_id=locked.pk, by=by, verb=verb, board=None, reason=reason)
    if result == Result.REMOVED:
        _remove(locked, by)
    elif result == Result.RESTORED:
        _restore(locked, by)
    write_decision(locked)
    return locked


def _check(request: TakedownRequest, result: Result, reason: str) -> None:
    if result == Result.REFUSED:
        if not reason.strip():
            raise ValidationError(_("Say why: the sender reads it."), code="reason")
    elif (result == Result.RESTORED) != request.is_counter:
        raise ValidationError(_("Choose what to decide."), code="result")
    elif request.is_too_early:
        told = _("Only 10 business days after it was received may it be shown again.")
        raise ValidationError(told, code="early")


def _remove(request: TakedownRequest, by: Member) -> None:
    removed = []
    for target in _named(request):
        thing = remove_thing(target, by=by, reason=request.reason)
        if thing is not None:
            removed.append((target, thing))
    if request.claim in (Claim.INTIMATE, Claim.COPYRIGHT):
        remove_pictures(request, [thing for _target, thing in removed])
        remove_copies_in_background.enqueue(request.pk)
    _tell_owners(request, removed)


def _restore(request: TakedownRequest, by: Member) -> None:
    """Give back what copyright took of the named things: a counter-notice answers nothing else."""
    for named in _named(request):
        taken = TakedownTarget.objects.filter(
            kind=named.kind,
            target_id=named.target_id,
            state__in=TAKEN_DOWN,
            request__claim=Claim.COPYRIGHT,
        )
        for target in taken.order_by("pk"):
            restore_thing(target, by=by, reason=request.reason)
            _restore_pictures(target, by)
            named.state = State.RESTORED
        named.save(update_fields=["state"])


def _restore_pictures(target: TakedownTarget, by: Member) -> None:
    """Give back all pictures that a request took, once no named thing of it is removed any more."""
    of_request = TakedownTarget.objects.filter(request=target.request_id, state__in=TAKEN_DOWN)
    if of_request.filter(source=TakedownTarget.Source.NAMED).exists():
        return
    accept_again(target.request_id)
    for picture in of_request.order_by("pk"):
        restore_thing(picture, by=by)


def _named(request: TakedownRequest) -> Sequence[TakedownTarget]:
    """Return what the sender named, in the order in which everybody locks things."""
    named = request.targets.filter(source=TakedownTarget.Source.NAMED)
    return list(named.select_related("board").order_by("kind", "target_id"))


def _tell_owners(request: TakedownRequest, removed: Sequence[tuple[TakedownTarget, Any]]) -> None:
    """Write once to each owner, about the first of what they had."""
    told: set[int] = set()
    for _target, thing in removed:
        owner = owner_of(thing)
        if owner is not None and owner.pk not in told:
            told.add(owner.pk)
            write_to_owner(owner, request, path=thing.get_absolute_url())
