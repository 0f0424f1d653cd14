"""The pages of the trash: of moderators, for their boards; of members, for what they deleted."""

from collections.abc import Sequence
from typing import cast

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from boards.db.keys import key_in
from boards.limits.limited import limited
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.models import Board
from boards.posts.member_views import for_content_moderators
from boards.posts.models import Comment, Post, Trashed
from boards.posts.refused_page import CONFLICT, STATUS_OF
from boards.posts.states import State
from boards.posts.trash import reading
from boards.posts.trash.actions.restore_comment import restore_comment
from boards.posts.trash.actions.restore_post import restore_post
from boards.posts.trash.forms import RestoreForm

OWN = "own"  # the value of `?who=` for what members deleted themselves


@require_safe
@for_content_moderators
def of_boards(request: HttpRequest, moderated: Sequence[Board]) -> HttpResponse:
    """What was deleted on the boards that the visitor moderates, the latest first."""
    viewer = cast(Member, request.user)
    chosen = next((board for board in moderated if board.slug == request.GET.get("board")), None)
    is_own = request.GET.get("who") == OWN
    before = key_in(request.GET.get("before", ""))
    boards = [chosen] if chosen else moderated
    rows, older = reading.on_boards(viewer, boards, is_own=is_own, before=before)
    query = request.GET.copy()
    query.pop("before", None)
    context = {
        "rows": rows,
        "older": older,
        "query": query.urlencode(),
        "boards": moderated,
        "chosen": chosen,
        "is_own": is_own,
        "trash_days": settings.TRASH_DAYS,
    }
    return render(request, "trash/boards.html", context)


@require_POST
@limited("moderate")
@for_content_moderators
def restore(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Restore what a moderator deleted."""
    mine = Q(board__in=[board.pk for board in moderated])
    found = _found(pk, mine)
    form = RestoreForm(request.POST)
    context = {"form": form, "trashed": found}
    if not form.is_valid():
        return render(request, "trash/restore_form.html", context, status=422)
    try:
        row = _restore(found, by=cast(Member, request.user), reason=form.cleaned_data["reason"])
    except ValidationError as error:
        form.add_error(None, error)
        status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
        return render(request, "trash/restore_form.html", context, status=status)
    _say_restored(request, row)
    return redirect(row)


@require_safe
@never_cache
def own(request: HttpRequest) -> HttpResponse:
    """What a member deleted, and can restore."""
    member = signed_in_member(request)
    rows, older = reading.own_of(member, before=key_in(request.GET.get("before", "")))
    context = {"rows": rows, "older": older, "trash_days": settings.TRASH_DAYS}
    return render(request, "trash/own.html", context)


@require_POST
@limited("delete")
@never_cache
def restore_own(request: HttpRequest, pk: int) -> HttpResponse:
    """Restore what the member deleted."""
    member = signed_in_member(request)
    found = _found(pk, Q(by=member, is_own=True))
    try:
        row = _restore(found, by=member, reason="")
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return redirect("posts:own-trash")
    _say_restored(request, row)
    return redirect(row)


def _found(pk: int, mine: Q) -> Trashed | None:
    """Return what is in the trash; None when it is not there any more, or not theirs."""
    return Trashed.objects.filter(mine, pk=pk).select_related("post", "comment__post").first()


def _restore(found: Trashed | None, *, by: Member, reason: str) -> Post | Comment:
    if found is None:
        raise Http404
    try:
        if found.comment is not None:
            return restore_comment(comment=found.comment, by=by, reason=reason)
        return restore_post(post=found.post, by=by, reason=reason)
    except PermissionDenied as error:
        raise Http404 from error


def _say_restored(request: HttpRequest, row: Post | Comment) -> None:
    if row.state == State.PUBLISHED:
        messages.success(request, gettext("It is restored: everybody sees it again."))
    else:
        messages.success(request, gettext("It is restored, and hidden as it was before."))
