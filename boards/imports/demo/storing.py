"""Stores a board of the demo content with its categories."""

from collections.abc import Iterable
from typing import Any

from boards.models import Board


def make_board(*, categories: Iterable[dict[str, Any]] = (), **fields: Any) -> Board:
    """Store a board and its categories, in the order in which they come."""
    board = Board.objects.create(**fields)
    for position, category in enumerate(categories, start=1):
        board.categories.create(position=10 * position, **category)
    return board
