"""What every page's header needs to know."""

from collections.abc import Iterable
from functools import cache
from typing import Any, NamedTuple

from django.conf import settings
from django.http import HttpRequest

from boards.models import Board
from boards.readable import boards_readable_by, handled_of


class Tab(NamedTuple):
    """The tab of a board, with its name in the language of the page."""

    board: int
    path: str
    name: str


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Give templates the site's name and the boards that have a tab for this visitor.

    Views that have loaded the boards give `navigation_tabs` themselves, or their decorator leaves
    them on the request.
    """
    loaded = cache(lambda: tabs_of(boards_readable_by(getattr(request, "user", None))))
    return {
        "forum_name": settings.SITE_NAME,
        "contact": settings.CONTACT,
        "footer_links": footer_links(),
        "has_public_decisions": settings.PUBLIC_DECISIONS,
        "navigation_tabs": getattr(request, "navigation_tabs", loaded),
    }


class Tabs(tuple[Tab, ...]):
    """The tabs of the header, and what the visitor moderates.

    Attributes:
        moderates: whether the visitor decides about content or members of any board.
        decides_about_content: whether about content.
    """

    moderates = False
    decides_about_content = False


def tabs_of(boards: Iterable[Board]) -> Tabs:
    """Return the tabs of those of the boards that have one.

    Args:
        boards: all that the visitor may read, from `boards.readable`: whoever moderates a board
            may read it, and so no query asks whether to lead the visitor to the moderators' pages.
    """
    known = list(boards)
    tabs = Tabs(
        Tab(board.pk, board.get_absolute_url(), board.name) for board in known if board.has_tab
    )
    tabs.moderates = bool(handled_of(known))
    tabs.decides_about_content = any(board.is_moderated for board in known)
    return tabs


def footer_links() -> tuple[tuple[str, str], ...]:
    """Return the links of the footer that the settings give, each as its kind and its URL."""
    links = {
        "rules": settings.RULES_URL,
        "terms": settings.TERMS_URL,
        "privacy": settings.PRIVACY_URL,
        "contact": settings.CONTACT,
    }
    return tuple((kind, url) for kind, url in links.items() if url)
