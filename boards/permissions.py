"""Who may do what on a board; a member who is switched off counts as a guest."""

from typing import Any

from django.db.models import BigAutoField, QuerySet

from boards.access import Access
from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.models import Board


def can_moderate(viewer: Viewer | None, board: Board) -> bool:
    """Say whether the viewer may pin and hide on this board: its moderators and superusers."""
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_superuser or bool(_moderation().fetch(board=board.pk, member=viewer.pk))


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
    return access is Access.MEMBERS or can_moderate(viewer, board)


@prepared
def _moderation() -> "QuerySet[Any, int]":
    rows = Board.moderators.through._default_manager.values_list("pk", flat=True)
    return rows.filter(board=Param("board", BigAutoField()), member=Param("member", BigAutoField()))
