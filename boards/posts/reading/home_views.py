"""The home page: what is told, what is best, and the newest few of each board."""

from collections.abc import Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from boards.caching.answers import cached_for_guests
from boards.caching.paths import cached_reverse
from boards.members.viewers import Viewer, ViewerKind, kind_of
from boards.models import Board
from boards.navigation import tabs_of
from boards.posts.guest_caching import cacheable_for_guests
from boards.posts.lists import listing
from boards.posts.lists.best import Best, best_of
from boards.posts.lists.newest import newest_of_each
from boards.posts.lists.ranking import Period
from boards.posts.lists.redirects import permanently_to
from boards.posts.reading.beginning import help_of_a_new_site
from boards.readable import boards_readable_by

BEST = 10  # posts
MAX_BOARDS = 30  # the first of the menu; of a site with more, the others are in the menu


@require_safe
@cacheable_for_guests
def home(request: HttpRequest) -> HttpResponse:
    """The blocks of HOME_BLOCKS. Pages of the list that stood here before lead to that list."""
    if "page" in request.GET:
        return _to_list(request)
    boards = boards_readable_by(request.user)
    blocks = settings.HOME_BLOCKS
    shown = [board for board in boards if board.has_tab][:MAX_BOARDS]
    notices = (
        listing.notices_for(request.user, board=None, boards=boards) if "notices" in blocks else []
    )
    return render(
        request,
        "posts/home.html",
        {
            "blocks": blocks,
            "notices": [notice for notice in notices if not notice.is_folded_away],
            "to_confirm": listing.unconfirmed(notices),
            "best_posts": _best(request.user, boards) if "best" in blocks else None,
            "boards": newest_of_each(request.user, shown) if "boards" in blocks else [],
            "navigation_tabs": tabs_of(boards),
            **help_of_a_new_site(request, is_new=not boards),
        },
    )


def _to_list(request: HttpRequest) -> HttpResponse:
    query = request.GET.copy()
    if query["page"] == "1":
        del query["page"]
    path = cached_reverse("posts:all")
    return permanently_to(f"{path}?{query.urlencode()}" if query else path)


def _best(viewer: Viewer, boards: Sequence[Board]) -> Best:
    """Return the first of the best posts of the day, or of the last day on which there were any."""
    if kind_of(viewer) is not ViewerKind.GUEST:
        return best_of(viewer, Period.DAY, boards=boards, most=BEST)
    return cached_for_guests(
        "best-at-home", lambda: best_of(None, Period.DAY, boards=boards, most=BEST)
    )
