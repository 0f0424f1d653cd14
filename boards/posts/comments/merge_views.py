"""Moving comments under another post: the form, the page that tells how far it is, undoing it."""

from collections.abc import Sequence
from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from boards.http.progress_page import looks_again
from boards.limits.limited import limited
from boards.members.models import Member
from boards.models import Board
from boards.posts.comments.actions.merge_comments import merge_comments, undo_merge
from boards.posts.comments.merge_forms import MergeForm
from boards.posts.comments.merging import go_on
from boards.posts.comments.tasks import go_on_merging
from boards.posts.member_views import for_content_moderators, moderator_view
from boards.posts.models import CommentMerge, Post
from boards.posts.refused_page import CONFLICT, STATUS_OF

AT_ONCE = 1_000  # comments that are moved before the page is answered


@require_http_methods(["GET", "HEAD", "POST"])
@limited("moderate")
@moderator_view
def merge(request: HttpRequest, post: Post, moderator: Member) -> HttpResponse:
    """Ask for the other post, and move the comments under it."""
    form = MergeForm(request.POST if request.method == "POST" else None)
    if not form.is_valid():
        return _form(request, post, form, status=422 if form.is_bound else 200)
    try:
        with transaction.atomic():
            begun = merge_comments(source=post, target=form.post, by=moderator)
            _work(begun)
    except ValidationError as error:
        form.add_error(None, error)
        status = 422 if hasattr(error, "error_dict") else _status(error)
        return _form(request, post, form, status=status)
    return redirect("posts:comment-merge", begun.pk)


@require_safe
@for_content_moderators
def show(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """How far it is; the page looks again by itself as long as comments are being moved."""
    found = _opened(moderated, pk)
    context = {
        "merge": found,
        "moved": found.moved.filter(is_returned=False).count(),
        "left": found.source.comments.count() if found.finished_at else 0,
    }
    page = render(request, "posts/comment_merge.html", context)
    return looks_again(page, is_at_work=found.is_at_work)


@require_POST
@limited("moderate")
@for_content_moderators
def undo(request: HttpRequest, moderated: Sequence[Board], pk: int) -> HttpResponse:
    """Move the comments back."""
    found = _opened(moderated, pk)
    try:
        with transaction.atomic():
            _work(undo_merge(merge=found, by=cast(Member, request.user)))
    except PermissionDenied as error:
        raise Http404 from error
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
    else:
        messages.success(request, gettext("The comments go back to their post."))
    return redirect("posts:comment-merge", pk)


def _work(begun: CommentMerge) -> None:
    """Move what is little in the same transaction; the rest follows in the background."""
    if begun.total > AT_ONCE:
        go_on_merging.enqueue(begun.pk)
        return
    while go_on(begun.pk):
        pass


def _form(request: HttpRequest, post: Post, form: MergeForm, *, status: int) -> HttpResponse:
    context = {"post": post, "board": post.board, "form": form}
    return render(request, "posts/merge_form.html", context, status=status)


def _status(error: ValidationError) -> int:
    return STATUS_OF.get(getattr(error, "code", ""), CONFLICT)


def _opened(moderated: Sequence[Board], pk: int) -> CommentMerge:
    """Return a merge; to who does not moderate both posts' boards it is not there."""
    boards = [board.pk for board in moderated]
    merges = CommentMerge.objects.select_related("source__board", "target__board")
    return get_object_or_404(merges, pk=pk, source__board__in=boards, target__board__in=boards)
