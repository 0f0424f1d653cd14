"""Begins to show again what a clean-up has hidden."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import CleanUp
from boards.moderation.sanctions.giving import check_is_above
from boards.sanctions.permissions import can_sanction_on


@transaction.atomic
def undo_clean_up(*, clean_up: CleanUp, by: Member) -> CleanUp:
    """Store and log that exactly what a clean-up hid is to be shown again, by `chunks.go_on`.

    Not what a moderator has shown and hidden again since, nor what a decision hides besides.

    Raises:
        PermissionDenied: when `by` may not sanction there.
        ValidationError: with the code `own` or `rank`; `conflict`, when it is still at work, or
            another moderator was faster.
    """
    if not can_sanction_on(by, clean_up.board):
        raise PermissionDenied
    check_is_above(by, clean_up.member)
    held = CleanUp.objects.select_for_update(of=("self",)).get(pk=clean_up.pk)
    if held.finished_at is None:
        raise ValidationError(_("It is not finished yet. Wait a moment."), code="conflict")
    if held.undone_at is not None:
        raise ValidationError(_("It was undone already."), code="conflict")
    held.undone_at, held.undone_by = timezone.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    write_entry(
        kind="member",
        target_id=held.member_id,
        by=by,
        verb="undo_clean_up",
        board=held.board,
        reason=held.reason,
        before={"texts": held.items.filter(is_released=False).count()},
        after={"texts": 0},
    )
    return held
