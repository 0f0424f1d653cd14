"""A bulk verb for all posts of a list: the form, the page that tells how far it is, undoing it."""

from collections.abc import Sequence
from typing import Any, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.db.keys import key_in
from boards.http.progress_page import looks_again
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.bulk_runs.actions.begin_run import begin_run
from boards.moderation.bulk_runs.actions.undo_run import undo_run
from boards.moderation.bulk_runs.lists import MAX_POSTS, Searched, WholeList, search_noted
from boards.moderation.bulk_runs.slices import go_on
from boards.moderation.models import BulkItem, BulkRun
from boards.moderation.tasks import go_on_with_bulk_run
from boards.posts.member_views import for_content_moderators
from boards.posts.models import Tag
from boards.posts.moderation.bulk import VERBS, CategoryNotChosen, offered_verbs
from boards.posts.refused_page import CONFLICT
from boards.posts.text.sanitising import storable
from boards.search.querying.search_params import search_params_in

MAX_SHOWN = 10  # titles: the newest of the list
# What the verbs of `VERBS` ask for, and no more of a form is stored.
ASKED = ("reason", "board", "category", "category_there", "sure")
MAX_ASKED = 1_000  # characters of each


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@for_content_moderators
def begin(request: HttpRequest, moderated: Sequence[Board], slug: str) -> HttpResponse:
    """Show how many posts a list has and what can be done to them, and begin it.

    Which list of the board it is says the query: `category`, `tag` or `member`, or `q`, `field`
    and `period` of a search.
    """
    whole = _list_of(request, moderated, slug)
    if request.method != "POST":
        return _form(request, whole, moderated)
    if request.POST.get("verb", "") not in VERBS:
        return _form(request, whole, moderated, error=gettext("Choose what to do."), status=422)
    fields = {name: _asked(request, name) for name in ASKED if name in request.POST}
    try:
        with transaction.atomic():
            by = cast(Member, request.user)
            verb = request.POST.get("verb", "")
            begun = begin_run(whole=whole, by=by, verb=verb, fields=fields)
            go_on_with_bulk_run.enqueue(begun.pk)
    except CategoryNotChosen as missing:
        error = gettext("Choose which category the posts get on the other board.")
        return _form(request, whole, moderated, error=error, there=missing.board, status=422)
    except ValidationError as refused:
        status = CONFLICT if getattr(refused, "code", "") == "conflict" else 422
        error = " ".join(refused.messages)
        return _form(request, whole, moderated, error=error, status=status)
    go_on(begun.pk)
    return redirect("moderation:bulk-run", begun.pk)


@require_safe
@for_content_moderators
def show(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """How far a run is; the page looks again by itself as long as it is at work."""
    run = _opened(moderated, pk)
    counts = dict(run.items.values_list("result").annotate(number=Count("pk")))
    left = run.items.filter(result__in=(BulkItem.Result.LEFT, BulkItem.Result.KEPT))
    reasons = left.values_list("result", BulkItem.why_column()).annotate(number=Count("pk"))
    context = {
        "run": run,
        "verb": VERBS[run.verb].label if run.verb in VERBS else run.verb,
        "name": name_for(request.user, run.member) if run.member else "",
        "counts": {result.value: counts.get(result.value, 0) for result in BulkItem.Result},
        "search": search_noted(run.fields),
        "reached": run.total - counts.get(BulkItem.Result.WAITING, 0),
        "reasons": reasons.order_by("-number"),
    }
    page = render(request, "moderation/bulk_runs/run.html", context)
    return looks_again(page, is_at_work=run.is_at_work)


@require_POST
@limited("moderate")
@for_content_moderators
def undo(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Undo what a run did, as far as nobody changed it since."""
    run = _opened(moderated, pk)
    try:
        with transaction.atomic():
            undo_run(run=run, by=cast(Member, request.user))
            go_on_with_bulk_run.enqueue(run.pk)
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        go_on(run.pk)
    return redirect("moderation:bulk-run", pk)


def _asked(request: HttpRequest, name: str) -> str:
    return storable(request.POST.get(name, ""))[:MAX_ASKED]


def _list_of(request: HttpRequest, moderated: Sequence[Board], slug: str) -> WholeList:
    """Return the list of the query; one that is not there, or not the visitor's, is not found."""
    query = request.GET
    board = next((each for each in moderated if each.slug == slug), None)
    if board is None:
        raise Http404
    category, tag, member = None, None, None
    if category_slug := query.get("category"):
        category = board.category_at(category_slug)
        if category is None:
            raise Http404
    if tag_slug := query.get("tag"):
        tag = get_object_or_404(Tag.objects.at(tag_slug))
    if text := query.get("member"):
        member = get_object_or_404(Member, pk=key_in(text), deleted_at=None)
    search = None
    if "q" in query:
        params = search_params_in(query, ()).first_page_with(board=board)
        search = Searched(cast(Member, request.user), params)
    return WholeList(board, category, tag, member, search)


def _form(
    request: HttpRequest,
    whole: WholeList,
    moderated: Sequence[Board],
    *,
    error: str = "",
    there: Board | None = None,
    status: int = 200,
) -> HttpResponse:
    posts = whole.posts()
    number = posts[: MAX_POSTS + 1].count()
    context: dict[str, Any] = {
        "whole": whole,
        "board": whole.board,
        "name": name_for(request.user, whole.member) if whole.member else "",
        "search": whole.search.params if whole.search else None,
        "number": min(number, MAX_POSTS),
        "is_too_long": number > MAX_POSTS,
        "limit": MAX_POSTS,
        "posts": posts.only("title", "state", "board")[:MAX_SHOWN],
        "error": error,
        "there": there,
        "sent": request.POST,
        "reason": request.POST.get("reason", ""),
        "bulk_verbs": offered_verbs(whole.board, moderated),
        "moderated_boards": moderated,
        "path": request.get_full_path(),
    }
    return render(request, "moderation/bulk_runs/form.html", context, status=status)


def _opened(moderated: Sequence[Board], pk: int) -> BulkRun:
    """Return a run; to who does not moderate the content of its board it is not there."""
    runs = BulkRun.objects.select_related("board", "category", "tag", "member", "by")
    return get_object_or_404(runs, pk=pk, board__in=[board.pk for board in moderated])
