"""What a viewer may see of the rows of a list."""

from collections.abc import Collection, Iterable
from typing import TypeVar

from django.db.models import QuerySet

from boards.db.prepared import prepared
from boards.members.models import Block
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, kind_of
from boards.models import Board
from boards.posts.listed import ListRow
from boards.posts.models import Post

Row = TypeVar("Row", Post, ListRow)


def apply_visibility(
    posts: Iterable[Row],
    viewer: Viewer | None,
    *,
    boards: Collection[Board] = (),
    names_authors: bool = True,
) -> list[Row]:
    """Return the posts as rows: titles of secret posts withheld, those of blocked members folded.

    Authors get the names that this viewer may see.

    An anonymous post is never folded: that would tell who wrote it.

    Args:
        boards: those that are loaded already, with their categories; the others are loaded here,
            where a post has not got its own.
        names_authors: whether the rows show them; they are loaded with the posts.
    """
    rows = list(posts)
    _give_boards(rows, {board.pk: board for board in boards})
    for row in rows if names_authors else ():
        row.author_name = row.byline_name_for(viewer)
    if viewer is None or not viewer.is_active:
        return rows
    blocked = set(_blocked().fetch(viewer=viewer.pk))
    moderated = _moderated_among(rows, viewer, boards)
    for row in rows:
        row.is_unlocked = row.author_id == viewer.pk or row.board_id in moderated
        row.is_folded = row.author_id in blocked and not row.is_anonymous
    return rows


def _moderated_among(
    rows: Iterable[Post | ListRow], viewer: Viewer, boards: Collection[Board]
) -> set[int]:
    """Return which boards of secret rows the viewer moderates; who loaded the boards knows it."""
    moderated = {board.pk for board in boards if board.is_moderated}
    secret = {row.board_id for row in rows if row.is_secret}
    if secret <= {board.pk for board in boards}:
        return moderated
    return set(_moderated(kind_of(viewer)).fetch(viewer=viewer.pk))


@prepared
def _blocked() -> "QuerySet[Block, int]":
    blocks = Block.objects.filter(blocker=AnyViewer(ViewerKind.MEMBER).pk)
    return blocks.values_list("blocked_id", flat=True)


@prepared
def _moderated(kind: ViewerKind) -> "QuerySet[Board, int]":
    return Board.objects.moderated_by(AnyViewer(kind)).values_list("pk", flat=True)


def _give_boards(rows: list[Row], known: dict[int, Board]) -> None:
    for row in rows:
        if row.board_id in known:  # with its categories, which one loaded with a post has not
            row.board = known[row.board_id]
    without = [row for row in rows if not _has_board(row)]
    missing = {row.board_id for row in without} - known.keys()
    if missing:
        known = known | Board.objects.with_categories().in_bulk(missing)
    for row in without:
        row.board = known[row.board_id]


def _has_board(row: Post | ListRow) -> bool:
    return bool(row.board) if isinstance(row, ListRow) else Post.board.is_cached(row)
