"""Who may do what on a board; a member who is switched off counts as a guest."""

from django.db.models import BigAutoField, QuerySet

from boards.access import Access
from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board, BoardModerator


def can_moderate(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer decides about what is written here: hides, edits, moves, deletes.

    Moderators of the board who have the scope, and superusers, as of all that is asked here.
    """
    return _has_duty(viewer, board, "content")


def can_pin_on(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer pins notices on this board."""
    return _has_duty(viewer, board, "notices")


def can_sanction_members_of(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer warns and silences members on this board."""
    return _has_duty(viewer, board, "sanctions")


def is_moderator(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer is a moderator of this board, for whatever, or a superuser."""
    return _has_duty(viewer, board, None)


def _has_duty(viewer: Viewer | None, board: Board, field: str | None) -> bool:
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_superuser or bool(_moderation(field).fetch(board=board.pk, member=viewer.pk))


def can_read(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer may read this board."""
    return _is_within(viewer, board, Access(board.read_access))


def can_write(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer may post on this board.

    Never a guest, nor whom moderators have silenced there, and nobody once it is archived.
    """
    if viewer is None or not viewer.is_active or board.is_archived:
        return False
    if is_silenced_on(viewer, board.pk):
        return False
    return can_read(viewer, board) and _is_within(viewer, board, Access(board.write_access))


def is_silenced_on(viewer: Viewer | None, board: int | None) -> bool:
    """Say whether moderators keep the viewer from writing on a board, or anywhere for None."""
    return isinstance(viewer, Member) and viewer.is_silenced_on(board)


def _is_within(viewer: Viewer | None, board: Board, access: Access) -> bool:
    if access is Access.EVERYONE:
        return True
    if viewer is None or not viewer.is_active:
        return False
    return access is Access.MEMBERS or is_moderator(viewer, board)


@prepared
def _moderation(field: str | None) -> "QuerySet[BoardModerator, int]":
    """Return the key of the moderator's row, if it has a scope, by the name of its column."""
    rows = BoardModerator.objects.filter(
        board=Param("board", BigAutoField()), member=Param("member", BigAutoField())
    )
    return (rows.filter(**{field: True}) if field else rows).order_by().values_list("pk", flat=True)
