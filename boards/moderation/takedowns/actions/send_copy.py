"""Sends a counter-notice to the other side."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.locking import DecidedMeanwhile
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.takedowns.letters import write_copy
from boards.moderation.takedowns.models import TakedownRequest
from boards.moderation.takedowns.other_side import COPY_SENT, copy_sent_at, other_side_of
from boards.moderation.takedowns.permissions import can_handle_takedowns


@transaction.atomic
def send_copy(*, request: TakedownRequest, by: Member) -> int:
    """Send a counter-notice, with its sender, to who asked for the removal: 17 USC 512(g)(2)(B).

    Once; two at once send one. Somebody has read it before: anybody could have written it.

    Returns to how many e-mail addresses it went.

    Raises:
        PermissionDenied: when `by` may not decide requests.
        DecidedMeanwhile: when it is decided by now.
        ValidationError: with the code `claim` for what is no counter-notice, `sent` when the other
            side has it, `nobody` when nobody of the other side left an e-mail address.
    """
    if not can_handle_takedowns(by):
        raise PermissionDenied
    locked = TakedownRequest.objects.select_for_update().get(pk=request.pk)
    if not locked.is_counter:
        raise ValidationError(_("Only a counter-notice has another side."), code="claim")
    if not locked.is_open:
        raise DecidedMeanwhile
    if copy_sent_at(locked) is not None:
        raise ValidationError(_("The other side has a copy already."), code="sent")
    recipients = {each.email: each for each in other_side_of(locked) if each.email}
    if not recipients:
        told = _("Nobody of the other side left an e-mail address: send the copy by post.")
        raise ValidationError(told, code="nobody")
    for removal in recipients.values():
        write_copy(locked, removal)
    write_entry(kind="takedown", target_id=locked.pk, by=by, verb=COPY_SENT, board=None)
    return len(recipients)
