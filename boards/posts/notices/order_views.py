"""The pages on which moderators put notices in order: of one board, and of every board."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from boards.caching.paths import cached_reverse
from boards.db.keys import key_in
from boards.http.refusals import SignInFirst, must_sign_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.navigation import tabs_of
from boards.posts.form_versions import ChangedMeanwhile
from boards.posts.models import Notice
from boards.posts.notices.actions.move_notice import move_notice
from boards.posts.notices.actions.order_notices import order_notices
from boards.posts.notices.confirmations import confirmed_of
from boards.posts.notices.order import (
    MAX_ORDERED,
    MAX_SENT,
    notices_to_order,
    still_shown,
    version_of_order,
)
from boards.posts.permissions import can_order_notices
from boards.posts.refused_page import CONFLICT
from boards.readable import boards_readable_by

MAX_ENDED = 50  # of those whose time is over, the latest


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@never_cache
def notices(request: HttpRequest, slug: str) -> HttpResponse:
    """The notices of a board, and another order for them."""
    boards = boards_readable_by(request.user)
    board = next((each for each in boards if each.slug == slug), None)
    if board is None:
        board = get_object_or_404(Board.objects.at(slug))
    return _notices(request, board)


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@never_cache
def notices_everywhere(request: HttpRequest) -> HttpResponse:
    """The notices that are shown on every board, and another order for them."""
    return _notices(request, None)


def _notices(request: HttpRequest, board: Board | None) -> HttpResponse:
    moderator = request.user
    if must_sign_in(request):
        raise SignInFirst
    if not isinstance(moderator, Member) or not can_order_notices(moderator, board):
        raise PermissionDenied
    if request.method != "POST":
        return _page(request, moderator, board)
    try:
        _store(request, moderator, board)
    except ChangedMeanwhile:
        told = gettext(
            "Another moderator changed the notices in the meantime, or the time of one is over."
            " Nothing was moved: this is the order of now."
        )
        return _answer(request, moderator, board, told, status=CONFLICT)
    except ValidationError as error:
        return _answer(request, moderator, board, " ".join(error.messages), status=422)
    return _answer(request, moderator, board, gettext("The order is saved."))


def _store(request: HttpRequest, moderator: Member, board: Board | None) -> None:
    """Store the order that was sent: of one notice that moves up or down, or of all.

    Raises:
        ChangedMeanwhile or ValidationError: as the actions do.
    """
    sent = request.POST
    version = key_in(sent.get("version", "")) or 0
    common: dict[str, Any] = {"board": board, "by": moderator, "version": version}
    for button in ("up", "down"):
        if button in sent:
            post = key_in(sent[button]) or 0
            return move_notice(post=post, down=button == "down", **common)
    return order_notices(posts=_keys_in(sent.get("order", "")), **common)


def _keys_in(order: str) -> list[int]:
    """Return the keys of an order, which have commas between them.

    Raises:
        ValidationError: when there are more than a board has notices, or something else.
    """
    texts = order.split(",", MAX_ORDERED) if len(order) <= MAX_SENT else []
    keys = [key for text in texts if (key := key_in(text))]
    if not keys or len(keys) != len(texts):
        raise ValidationError(gettext("This is no order of notices. Nothing was changed."))
    return keys


def _answer(
    request: HttpRequest, moderator: Member, board: Board | None, told: str, *, status: int = 200
) -> HttpResponse:
    """Say what became of it: to the script of the page as JSON, with the order of now."""
    if request.accepts("text/html"):
        if status == 200:
            messages.success(request, told)
            moved = key_in(request.POST.get("up") or request.POST.get("down") or "")
            return redirect(f"{_path(board)}#notice-{moved}" if moved else _path(board))
        return _page(request, moderator, board, problem=told, status=status)
    shown = still_shown(notices_to_order(board, boards_readable_by(moderator)))
    order = [notice.post_id for notice in shown]
    said = {"told": told, "order": order, "version": version_of_order(shown)}
    return JsonResponse(said, status=status)


def _page(
    request: HttpRequest,
    moderator: Member,
    board: Board | None,
    *,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    boards = boards_readable_by(moderator)
    every = notices_to_order(board, boards)
    shown = still_shown(every)
    ended = sorted((each for each in every if each.is_over), key=_end_of, reverse=True)[:MAX_ENDED]
    counts = confirmed_of(shown)
    context = {
        "board": board,
        "path": _path(board),
        "problem": problem,
        "notices": [{"notice": each, "confirmed": counts.get(each.pk)} for each in shown],
        "ended": ended,
        "version": version_of_order(shown),
        "may_pin_everywhere": board is not None and can_order_notices(moderator, None),
        "moderated_boards": [each for each in boards if each.pins_notices] if not board else [],
        "navigation_tabs": tabs_of(boards),
    }
    return render(request, "posts/notices.html", context, status=status)


def _end_of(notice: Notice) -> Any:
    return notice.ends_at


def _path(board: Board | None) -> str:
    if board is None:
        return cached_reverse("posts:notices-everywhere")
    return cached_reverse("posts:notices", board.slug)
