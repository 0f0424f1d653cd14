"""Which columns a list has beside the titles of its posts."""

from typing import NamedTuple

from boards.models import Board


class Columns(NamedTuple):
    """The columns that a list has, in their order; the title stands after the place."""

    place: bool
    board: bool
    author: bool
    date: bool
    views: bool
    recommends: bool

    @property
    def number(self) -> int:
        """How many there are, with the titles."""
        return 1 + sum(self)


def columns_of(board: Board | None, *, numbered: bool) -> Columns:
    """Return the columns of a board's own list, as its settings say; one of several has all.

    Args:
        numbered: whether it is known at which place of the list each row stands.
    """
    if board is None:
        return Columns(numbered, True, True, True, True, True)
    return Columns(
        place=numbered and board.lists_number,
        board=False,
        author=board.lists_author,
        date=board.lists_date,
        views=board.lists_views,
        recommends=board.lists_recommends,
    )
