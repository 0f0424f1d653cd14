"""Says of a picture that was found by its likeness whether it is a copy."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns.models import TakedownTarget
from boards.moderation.takedowns.permissions import can_handle_takedowns
from boards.moderation.takedowns.things import restore_thing


@transaction.atomic
def settle_likeness(*, target: TakedownTarget, by: Member, is_copy: bool) -> None:
    """Keep a picture removed, or give it back.

    Raises:
        PermissionDenied: when `by` may not decide requests.
        DecidedMeanwhile: when somebody was faster.
    """
    if not can_handle_takedowns(by):
        raise PermissionDenied
    locked = TakedownTarget.objects.select_for_update(of=("self",)).get(pk=target.pk)
    if locked.state != TakedownTarget.State.UNCONFIRMED:
        raise DecidedMeanwhile
    if not is_copy:
        restore_thing(locked, by=by)
        return
    locked.state = TakedownTarget.State.REMOVED
    locked.save(update_fields=["state"])
    write_entry(
        kind="upload",
        target_id=locked.target_id,
        by=by,
        verb="takedown_confirm",
        board=locked.board,
        after={"request": locked.request_id},
    )
