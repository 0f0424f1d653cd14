"""Where a decision can put a post: what the selects offer, and what they send."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from boards.models import Board, Category
from boards.moderation.models import Outcome
from boards.moderation.post_changes import can_be_moved_to
from boards.moderation.wanted import Wanted
from boards.posts.categories import NO_CATEGORY, NOT_OFFERED
from boards.readable import moderated_of

Option = tuple[str, str]  # what is sent, and what is shown


@dataclass(frozen=True)
class Places:
    """What a moderator of some boards can choose, worked out once for a page of cases.

    Attributes:
        in_full: whether each category of another board can be chosen: a page with many cases
            offers the boards alone, and the post keeps the category of the same slug there.
    """

    boards: Sequence[Board]
    in_full: bool = False

    def categories_on(self, board: Board | None) -> list[Option]:
        """Return the categories of a board, if it has any."""
        own = next((each for each in self.boards if each == board), None)
        return _categories_of(own) if own and own.offered_categories else []

    def others_than(self, board: Board | None) -> list[tuple[str, list[Option]]]:
        """Return where a post can be moved: groups of options, without a name for boards alone."""
        others = [each for each in moderated_of(self.boards) if each != board]
        others = [each for each in others if can_be_moved_to(each)]
        if not self.in_full:
            options = [(str(each.pk), each.name) for each in others]
            return [("", options)] if options else []
        return [(each.name, _places_on(each)) for each in others]


def wanted_of(outcome: Outcome, boards: Sequence[Board], *, category: str, place: str) -> Wanted:
    """Return where a form wants a post; what it does not say is left open.

    Raises:
        ValidationError: when it names a category that is no longer offered there.
    """
    if outcome == Outcome.CATEGORY and category:
        offered = [each for board in boards for each in board.offered_categories]
        return Wanted(category=_named(category, offered))
    if outcome != Outcome.MOVE:
        return Wanted()
    number, _colon, named = place.partition(":")
    board = next((each for each in boards if str(each.pk) == number), None)
    if board is None or not named:
        return Wanted(board=board)
    return Wanted(board=board, category=_named(named, board.offered_categories))


def _named(value: str, offered: Sequence[Category]) -> Category | None:
    if value == NO_CATEGORY:
        return None
    found = next((each for each in offered if str(each.pk) == value), None)
    if found is None:
        raise ValidationError(NOT_OFFERED)
    return found


def _categories_of(board: Board) -> list[Option]:
    options = [(str(each.pk), each.name) for each in board.offered_categories]
    return options if board.needs_category else [*options, (NO_CATEGORY, gettext("No category"))]


def _places_on(board: Board) -> list[Option]:
    if not board.offered_categories:
        return [(str(board.pk), board.name)]
    return [
        (f"{board.pk}:{value}", f"{board.name} · {name}") for value, name in _categories_of(board)
    ]
