"""The newest few posts of each board, for the home page.

The keys come in one statement, whatever the number of boards: each is the first, second, … entry
of its board in the index of (board, posted_at, id), so that nothing grows with the posts. The rows
are then loaded by their keys.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import OuterRef, QuerySet, Subquery

from boards.caching.answers import cached_for_guests
from boards.db.prepared import prepared
from boards.members.viewers import Viewer, ViewerKind, kind_of
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.lists import rows
from boards.posts.models import Post

PER_BOARD = 6  # posts


class BoardWithNewest(NamedTuple):
    """A board and its newest posts, the newest first."""

    board: Board
    rows: list[ListRow]


def newest_of_each(viewer: Viewer | None, boards: Iterable[Board]) -> Sequence[BoardWithNewest]:
    """Return these boards, which the viewer may read, with the newest PER_BOARD posts of each."""
    known = tuple(boards)
    if kind_of(viewer) is not ViewerKind.GUEST:
        return _newest(viewer, known)
    key = ("newest", tuple(board.pk for board in known))
    return cached_for_guests(key, lambda: _newest(None, known))


def _newest(viewer: Viewer | None, boards: tuple[Board, ...]) -> list[BoardWithNewest]:
    if not boards:
        return []
    of_boards = _keys(tuple(sorted(board.pk for board in boards))).fetch()
    keys = [key for of_board in of_boards for key in of_board if key is not None]
    found = Post.objects.filter(pk__in=keys).published().newest_first().as_rows()
    listed = rows.apply_visibility(
        map(ListRow.of, found), viewer, boards=boards, names_authors=False
    )
    by_board: dict[int, list[ListRow]] = {board.pk: [] for board in boards}
    for row in listed:
        # One that was moved to another board in between is the newest of none.
        by_board.get(row.board_id, []).append(row)
    return [BoardWithNewest(board, by_board[board.pk][:PER_BOARD]) for board in boards]


@prepared
def _keys(board_ids: tuple[int, ...]) -> "QuerySet[Board, tuple]":
    newest = Post.objects.published().filter(board=OuterRef("pk")).newest_first().values("pk")
    places = {f"newest_{at}": Subquery(newest[at : at + 1]) for at in range(PER_BOARD)}
    boards = Board.objects.filter(pk__in=board_ids).order_by().annotate(**places)
    return boards.values_list(*places)
