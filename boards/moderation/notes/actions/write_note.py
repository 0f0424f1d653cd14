"""Writes a note about a member."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import MemberNote
from boards.moderation.models.note import MAX_NOTES
from boards.moderation.notes.permissions import can_note_on, can_read_notes_about
from boards.moderation.sanctions.giving import held_member


@transaction.atomic
def write_note(*, member: Member, by: Member, board: Board | None, text: str) -> MemberNote:
    """Store a note for the moderators of a board, or of all; the log says that, not what.

    The log can never be changed, and a note can be deleted.

    Args:
        board: None for the moderators of all boards.
        text: checked by the form.

    Raises:
        PermissionDenied: when `by` does not moderate there, or it is about themselves.
        ValidationError: with the code `missing`, when the account is gone; with `full`, when
            there are `MAX_NOTES` about the member.
    """
    if not can_note_on(by, board) or not can_read_notes_about(by, member.pk):
        raise PermissionDenied
    held = held_member(member.pk)  # so that two at once do not go beyond the limit
    if MemberNote.objects.filter(member=held).count() >= MAX_NOTES:
        message = _("There are %(most)d notes about this member. Delete some of yours first.")
        raise ValidationError(message, code="full", params={"most": MAX_NOTES})
    note = MemberNote.objects.create(member=held, board=board, by=by, text=text)
    write_entry(kind="member", target_id=held.pk, by=by, verb="note", board=board)
    return note
