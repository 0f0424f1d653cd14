"""Begins to undo a bulk run."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.models import BulkRun
from boards.permissions import can_moderate


@transaction.atomic
def undo_run(*, run: BulkRun, by: Member) -> BulkRun:
    """Store that what a run did is to be undone, by `slices.go_on`; not what was changed since.

    Raises:
        PermissionDenied: when `by` does not moderate the content of the board.
        ValidationError: with the code `conflict`, when it is still at work, or was undone.
    """
    if not can_moderate(by, run.board):
        raise PermissionDenied
    held = BulkRun.objects.select_for_update(of=("self",)).get(pk=run.pk)
    if held.finished_at is None:
        raise ValidationError(_("It is not finished yet. Wait a moment."), code="conflict")
    if held.undone_at is not None:
        raise ValidationError(_("It was undone already."), code="conflict")
    held.undone_at, held.undone_by = timezone.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    return held
