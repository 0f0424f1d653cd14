"""The page on which a post is written, however its sender got there."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render, resolve_url
from django.utils.http import urlencode

from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Draft, Post
from boards.posts.newcomers import rules_for_newcomer
from boards.posts.players import may_play
from boards.posts.text.videos import videos_in
from boards.posts.uploads.cards import files_with_cards
from boards.posts.uploads.plain_form import FormFiles
from boards.posts.writing.drafts import draft_of, form_of_edit, form_of_new_post
from boards.posts.writing.editor import EXTENSIONS
from boards.posts.writing.forms import WriteForm
from boards.posts.writing.leaving import way_back
from boards.sanctions.models import Sanction


def writing_page(
    request: HttpRequest,
    form: WriteForm,
    *,
    board: Board | None,
    post: Post | None = None,
    status: int = 200,
    warning: str = "",
    is_preview: bool = False,
    silences: Sequence[Sanction] = (),
) -> HttpResponse:
    """Show the form with what was typed into it.

    Args:
        board: None when the sender is no longer signed in, or may not read the board.
        post: the post that is edited; None for a new one.
        warning: what keeps the text from being sent, above the form.
        is_preview: show above the form what the text will look like.
        silences: what keeps the writer from writing, told besides.
    """
    context: dict[str, Any] = {
        "form": form,
        "board": board,
        "post": post,
        "is_edit": post is not None,
        "warning": warning,
        "is_preview": is_preview,
        "silences": silences,
        "extensions": EXTENSIONS,
        "sign_in": None if request.user.is_authenticated else _sign_in_address(request),
    }
    if board is not None:
        name = form_of_edit(post) if post else form_of_new_post(board)
        context |= {
            "form_name": name,
            "form_files": _files(request, form, post),
            "draft": _offered_draft(request, form, name),
            "back": way_back(request, default=default_way_back(board, post)),
            "newcomer_rules": None if post else rules_for_newcomer(request.user, board),
        }
    if not is_preview:
        return render(request, "posts/write.html", context, status=status)
    post_shown = form.previewed
    videos = videos_in(post_shown.body)
    context |= {"previewed": post_shown, "videos": videos}
    return may_play(render(request, "posts/write.html", context, status=status), videos)


def _files(request: HttpRequest, form: WriteForm, post: Post | None) -> FormFiles:
    """Return what the form brought along and what its text shows."""
    if not isinstance(request.user, Member):
        return form.form_files
    typed, shown = form["body"].value() or "", form.body_markup
    return files_with_cards(
        form.form_files, typed=typed, shown=shown, owner=request.user, post=post
    )


def default_way_back(board: Board, post: Post | None) -> str:
    """Return where cancelling leads whoever came from nowhere: to the post, or to the list."""
    return post.get_absolute_url() if post else board.get_absolute_url()


def _offered_draft(request: HttpRequest, form: WriteForm, name: str) -> Draft | None:
    """Return a draft that the form neither holds nor replaces."""
    if form.is_bound or form.initial.get("draft_version"):
        return None
    return draft_of(request.user, name)


def _sign_in_address(request: HttpRequest) -> str:
    return f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': request.path})}"
