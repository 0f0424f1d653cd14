"""What every page's header needs to know."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from boards.models import Board


class Tab(NamedTuple):
    """The tab of a board, with its texts in the language of the page."""

    board: int
    path: str
    name: str
    description: str


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name and the boards that have a tab for this visitor.

    Views that have loaded the boards give `navigation_tabs` themselves.
    """
    return {
        "forum_name": settings.SITE_NAME,
        "navigation_tabs": lambda: tabs_of(
            Board.objects.readable_by(getattr(request, "user", None))
        ),
    }


def tabs_of(boards: Iterable[Board]) -> tuple[Tab, ...]:
    """Return the tabs of those of the boards that have one."""
    return tuple(
        Tab(board.pk, board.get_absolute_url(), board.name, board.description)
        for board in boards
        if board.in_navigation and not board.is_archived
    )
