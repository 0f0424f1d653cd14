"""Begins to make one account two again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.support.merging.actions.merge_members import held_both, log_merge
from boards.support.models import Merge
from boards.support.permissions import can_merge_members


@transaction.atomic
def undo_merge(*, merge: Merge, by: Member) -> Merge:
    """Store and log that exactly what a merge moved is to be moved back, by `chunks.go_on`.

    What the account that stayed has written since stays with it, and what was deleted stays so.

    Raises:
        PermissionDenied: when `by` may not merge accounts.
        ValidationError: with the code `missing`, when one of them was deleted since; `conflict`,
            when it is at work, another admin was faster, or the account that stayed became part of
            another one since.
    """
    if not can_merge_members(by):
        raise PermissionDenied
    held = Merge.objects.select_for_update(of=("self",)).get(pk=merge.pk)
    if held.finished_at is None:
        raise ValidationError(_("It is not finished yet. Wait a moment."), code="conflict")
    if held.undone_at is not None:
        raise ValidationError(_("It was undone already."), code="conflict")
    _gone, kept = held_both(held.gone_id, held.kept_id)
    if kept.merged_into_id:
        raise ValidationError(
            _("The account that stayed was merged into another one since. Undo that first."),
            code="conflict",
        )
    held.undone_at, held.undone_by = timezone.now(), by
    held.save(update_fields=["undone_at", "undone_by"])
    log_merge(held, by=by, verb="unmerge_member", reason=held.reason)
    return held
