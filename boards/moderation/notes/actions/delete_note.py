"""Deletes a note about a member."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import MemberNote
from boards.moderation.notes.permissions import can_delete_note


@transaction.atomic
def delete_note(*, note: MemberNote, by: Member) -> None:
    """Delete a note for good, and log that there was one.

    Raises:
        PermissionDenied: when it is not the note of `by`.
        ValidationError: with the code `missing`, when it is gone already.
    """
    held = MemberNote.objects.select_for_update().filter(pk=note.pk).first()
    if held is None:
        raise ValidationError(_("This note was deleted already."), code="missing")
    if not can_delete_note(by, held):
        raise PermissionDenied
    held.delete()
    write_entry(
        kind="member", target_id=note.member_id, by=by, verb="delete_note", board=note.board
    )
