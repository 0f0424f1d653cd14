"""Opens a post or a comment for what a member does with it, or answers why not."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from boards import permissions as board_permissions
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.posts import permissions
from boards.posts.comments import permissions as comment_permissions
from boards.posts.models import Comment, Post
from boards.posts.states import State
from boards.posts.withheld import SecretComment, SecretPost

# What stands behind the codes of the actions' ValidationErrors.
STATUS_OF = {
    "deleted": 410,
    "no_comments": 403,
    "own": 403,
    "too_late": 403,
    "missing": 404,
    "forbidden": 403,
}
CONFLICT = 409  # the request came too late for the state in which things are

Opened = TypeVar("Opened", Post, Comment)
MembersView = Callable[[HttpRequest, Opened, Member], HttpResponse]


class Gone(Exception):  # noqa: N818
    """What was asked for has been deleted."""


def open_post(viewer: Viewer, pk: int) -> Post:
    """Return a post that the viewer may read.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    post: Post = get_object_or_404(Post.objects.with_article_details(), pk=pk)
    check_can_read(viewer, post)
    return post


def open_comment(viewer: Viewer, pk: int) -> Comment:
    """Return a comment that the viewer may read, with its post.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    comments = Comment.objects.select_related(
        "author", "parent", "post__board", "post__author", "post__counts"
    )
    comment: Comment = get_object_or_404(comments, pk=pk)
    check_can_read(viewer, comment.post)
    if comment.state == State.DELETED:
        raise Gone
    if not comment_permissions.can_open(viewer, comment):
        raise SecretComment if comment.is_published else PermissionDenied
    return comment


def _why_not_taken(error: Exception) -> ValidationError:
    if isinstance(error, Http404):
        return ValidationError(_("It was deleted in the meantime."), code="missing")
    return ValidationError(_("You may not send this."), code="forbidden")


def check_can_read(viewer: Viewer, post: Post) -> None:
    """Return when the viewer may read the post.

    Raises:
        Gone, Http404 or PermissionDenied: as the article page answers.
    """
    if post.state == State.DELETED:
        raise Gone
    if not permissions.can_read(viewer, post):
        raise refusal_to_show(viewer, post)


def refusal_to_show(viewer: Viewer, post: Post) -> Exception:
    """Return what to raise for a viewer who may not read a post that was not deleted.

    404 for a hidden one, of which the viewer may not know; else 403, with the reason where the
    post is secret and the board is not closed besides.
    """
    if not post.is_published:
        return Http404()
    if post.is_secret and board_permissions.can_read(viewer, post.board):
        return SecretPost()
    return PermissionDenied()


def for_members(
    opener: Callable[[Viewer, int], Opened],
) -> Callable[[MembersView[Opened]], Callable[[HttpRequest, int], HttpResponse]]:
    """Hand a view the post or comment with its number, and the member who asks.

    Guests who ask for a page get the sign-in page. A ValidationError of the view becomes a page,
    or a fragment for htmx, that says what was wrong.
    """

    def decorator(view: MembersView[Opened]) -> Callable[[HttpRequest, int], HttpResponse]:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, pk: int) -> HttpResponse:
            member = request.user
            if not isinstance(member, Member):
                return _sign_in_first(request)
            try:
                thing = opener(member, pk)
                return _asked(view, request, thing, member)
            except Gone:
                return _gone(request)
            except (Http404, PermissionDenied) as error:
                text = request.POST.get("text", "")
                if not text:
                    raise
                return refused(request, _why_not_taken(error), text=text)

        return opened

    return decorator


def _asked(
    view: MembersView[Opened], request: HttpRequest, thing: Opened, member: Member
) -> HttpResponse:
    try:
        return view(request, thing, member)
    except ValidationError as error:
        return refused(request, error, back=thing.get_absolute_url())


def _sign_in_first(request: HttpRequest) -> HttpResponse:
    if request.method in ("GET", "HEAD"):
        return redirect_to_login(request.get_full_path())
    text = request.POST.get("text", "")
    if not text:
        raise PermissionDenied
    error = ValidationError(_("Sign in, and send this again."), code="forbidden")
    return refused(request, error, text=text)


def _gone(request: HttpRequest) -> HttpResponse:
    text = request.POST.get("text", "")
    if not text:
        return render(request, "errors/410.html", status=410)
    error = ValidationError(_("What you write about was deleted."), code="deleted")
    return refused(request, error, text=text)


def refused(
    request: HttpRequest, error: ValidationError, *, back: str = "", text: str = ""
) -> HttpResponse:
    """Say why something was not done, with the status that its code stands for.

    Args:
        back: the path of where to go from here.
        text: what was typed, so that it is not lost.
    """
    status = STATUS_OF.get(getattr(error, "code", ""), CONFLICT)
    context: dict[str, Any] = {"reasons": error.messages, "back": back, "text": text}
    template = "posts/_refused.html" if is_htmx(request) else "posts/refused.html"
    return render(request, template, context, status=status)


def is_htmx(request: HttpRequest) -> bool:
    """Say whether htmx asks, and so wants a fragment of a page."""
    return bool(request.htmx)  # type: ignore[attr-defined]
