"""The form around a list, for those who moderate its boards."""

from collections.abc import Iterable

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from boards.caching.paths import cached_reverse
from boards.db.keys import key_in
from boards.http.way_back import way_back
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Post
from boards.posts.moderation.bulk import (
    MAX_CHOSEN,
    VERBS,
    CategoryNotChosen,
    Outcome,
    moderate_chosen,
    offered_verbs,
)
from boards.posts.querysets import PostQuerySet
from boards.posts.states import State


@require_POST
@limited("moderate")
@never_cache
def moderate(request: HttpRequest) -> HttpResponse:
    """Do one thing to the posts that were ticked; `next` is the list to come back to."""
    moderator = request.user
    if not isinstance(moderator, Member) or not Board.objects.moderated_by(moderator).exists():
        raise PermissionDenied
    verb = VERBS.get(request.POST.get("verb", ""))
    sent = [key for text in request.POST.getlist("post") if (key := key_in(text))]
    keys = list(dict.fromkeys(sent))
    try:
        if verb is None:
            raise PermissionDenied
        outcome = moderate_chosen(posts=keys, verb=verb, fields=request.POST, by=moderator)
        _tell(request, outcome)
    except CategoryNotChosen as missing:
        return _ask_for_category(request, moderator, keys, missing.board)
    except ValidationError as error:
        return _say_what_is_missing(request, moderator, keys, " ".join(error.messages))
    return redirect(way_back(request, default=cached_reverse("posts:all")))


def _say_what_is_missing(
    request: HttpRequest, moderator: Member, keys: list[int], message: str
) -> HttpResponse:
    """Show what was chosen, still ticked, with the verbs and what was typed for them."""
    boards = list(Board.objects.moderated_by(moderator).with_categories())
    chosen = list(_chosen(keys, boards).only("title", "board"))
    if not chosen:
        messages.error(request, message)
        return redirect(way_back(request, default=cached_reverse("posts:all")))
    ids = {post.board_id for post in chosen}
    board = next((each for each in boards if ids == {each.pk}), None)
    context = {
        "posts": chosen,
        "board": board,
        "error": message,
        "back": way_back(request, default=cached_reverse("posts:all")),
        "reason": request.POST.get("reason", ""),
        "bulk_verbs": offered_verbs(board, boards),
        "moderated_boards": boards,
    }
    return render(request, "posts/bulk_form.html", context, status=422)


def _ask_for_category(
    request: HttpRequest, moderator: Member, keys: list[int], board: Board
) -> HttpResponse:
    """Show what was chosen, and let a category of the board be chosen to which it goes.

    Sent from this page without one, it comes back with an error; nothing was moved. Posts that
    cannot go there are not shown, but are sent again, so that it is told how many stay.
    """
    others = Board.objects.moderated_by(moderator).exclude(pk=board.pk)
    posts = _chosen(keys, others).select_related("category")
    chosen = list(posts.only("title", "board", "category"))
    if not chosen:
        messages.error(request, gettext("None of the chosen posts can be moved there."))
        return redirect(way_back(request, default=cached_reverse("posts:all")))
    there = {each.slug for each in board.offered_categories}
    kept = [post for post in chosen if post.category and post.category.slug in there]
    context = {
        "keys": keys,
        "posts": chosen,
        "board": board,
        "back": way_back(request, default=cached_reverse("posts:all")),
        "may_keep": bool(kept),
        "keeps_all": len(kept) == len(chosen),
        "is_missing": "category_there" in request.POST,
    }
    return render(request, "posts/move_form.html", context, status=422)


def _chosen(keys: list[int], boards: Iterable[Board]) -> PostQuerySet:
    """Return the posts that were ticked on these boards, as the list showed them."""
    posts = Post.objects.filter(pk__in=keys[:MAX_CHOSEN], board__in=boards)
    return posts.exclude(state=State.DELETED).newest_first()


def _tell(request: HttpRequest, outcome: Outcome) -> None:
    if outcome.done:
        messages.success(request, outcome.told)
    for reason, number in outcome.refused.items():
        left = ngettext("%(count)d post left alone.", "%(count)d posts left alone.", number)
        messages.warning(request, f"{left % {'count': number}} {reason}")
