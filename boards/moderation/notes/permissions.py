"""Who writes notes about members, and who reads them."""

from collections.abc import Sequence

from django.db.models import Q

from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.moderation.models import MemberNote
from boards.permissions import can_moderate, can_sanction_members_of
from boards.sanctions.permissions import can_sanction_everywhere


def can_note_on(viewer: Viewer | None, board: Board | None) -> bool:
    """Say whether the viewer writes notes for the moderators of a board; of all boards, for None.

    Those for all moderators are the site moderators'.
    """
    if board is None:
        return can_sanction_everywhere(viewer)
    return can_moderate(viewer, board) or can_sanction_members_of(viewer, board)


def can_read_notes_about(viewer: Viewer, member: int) -> bool:
    """Say whether a moderator may read the notes about a member, by the member's key.

    Nobody reads those about themselves.
    """
    return viewer.pk != member


def can_delete_note(viewer: Viewer, note: MemberNote) -> bool:
    """Say whether a moderator may delete a note that they can read: an own one, or as superuser."""
    return viewer.is_superuser or note.by_id == viewer.pk


def of_moderator(viewer: Member, boards: Sequence[Board]) -> Q:
    """Keep the notes that are for a moderator of these boards; site moderators read all."""
    if can_sanction_everywhere(viewer):
        return Q()
    return Q(board=None) | Q(board__in=[board.pk for board in boards])
