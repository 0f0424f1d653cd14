"""Finds the boards that a saved page names."""

from django.db.models import F

from boards.members.composing import composed
from boards.members.folding import folded
from boards.models import Board
from boards.slugs import slug_of

STEP = 10  # between the positions of neighbouring tabs


class BoardsByName:
    """The boards of this site by the names that other pages call them."""

    def __init__(self) -> None:
        # A board with several earlier addresses comes once for each.
        self._boards: list[Board] = list(
            Board.objects.annotate(earlier_slug=F("earlier_slugs__slug"))
        )
        self.made: list[Board] = []

    def find_or_make(self, name: str) -> Board:
        """Return the board of this name, in either language; make it when there is none.

        A name spelled exactly so goes before one that differs in case, and that before the
        address that the name would get, today's or an earlier one: a board that was renamed here
        is still that board.
        """
        return self._find(name) or self._make(name)

    def _find(self, name: str) -> Board | None:
        for spelled in (composed, folded):
            for board in self._boards:
                if spelled(name) in (spelled(board.name_en), spelled(board.name_ko)):
                    return board
        slug = slug_of(name)
        for field in ("slug", "earlier_slug"):
            for board in self._boards:
                if getattr(board, field, None) == slug:
                    return board
        return None

    def _make(self, name: str) -> Board:
        last = max((board.position for board in self._boards), default=0)
        board = Board.objects.create(name_en=name, name_ko=name, position=last + STEP)
        self._boards.append(board)
        self.made.append(board)
        return board
