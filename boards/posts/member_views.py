"""Views for members: what they act on is opened for them, and everybody else is told why not."""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Any, TypeVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from boards.http.refusals import Gone
from boards.members.models import Member
from boards.members.signed_in import signed_in_member
from boards.members.viewers import Viewer
from boards.models import Board
from boards.navigation import tabs_of
from boards.posts import permissions
from boards.posts.models import Comment, Post
from boards.posts.opening import existing_post, refusal
from boards.posts.refused_page import refused
from boards.readable import boards_readable_by, handled_of, moderated_of
from boards.sanctions.permissions import can_sanction_everywhere

Opened = TypeVar("Opened", Post, Comment)
MemberView = Callable[[HttpRequest, Opened, Member], HttpResponse]
View = Callable[[HttpRequest, int], HttpResponse]


def member_view(
    open_for: Callable[[Viewer, int], Opened],
) -> Callable[[MemberView[Opened]], View]:
    """Hand a view the post or comment with its number, and the member who asks.

    Guests who ask for a page get the sign-in page. A ValidationError of the view becomes a page,
    or a fragment for htmx, that says what was wrong; so does every refusal of what came with a
    text, which is given back.

    Args:
        open_for: `open_post` or `open_comment`.
    """

    def decorator(view: MemberView[Opened]) -> View:
        @never_cache
        @wraps(view)
        def opened(request: HttpRequest, pk: int) -> HttpResponse:
            try:
                return _opened_for_member(request, pk)
            except (Gone, Http404, PermissionDenied) as error:
                text = request.POST.get("text", "")
                if not text:
                    raise
                return refused(request, _why_not_taken(request, error), text=text)

        def _opened_for_member(request: HttpRequest, pk: int) -> HttpResponse:
            member = signed_in_member(request)
            thing = open_for(member, pk)
            try:
                return view(request, thing, member)
            except ValidationError as error:
                return refused(request, error, back=thing.get_absolute_url())

        return opened

    return decorator


def moderator_view(view: MemberView[Post]) -> View:
    """Hand a view its post and the moderator; tell on the article page what went wrong."""
    return _for_who(permissions.can_moderate, view)


def pinning_view(view: MemberView[Post]) -> View:
    """Do the same for who pins notices on the post's board."""
    return _for_who(permissions.can_pin_here, view)


def _for_who(may: Callable[[Member, Post], bool], view: MemberView[Post]) -> View:
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, pk: int) -> HttpResponse:
        post = existing_post(Post.objects.select_related("board", "notice"), pk)
        moderator = request.user
        if not isinstance(moderator, Member) or not may(moderator, post):
            raise refusal(request, post)
        try:
            return view(request, post, moderator)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return redirect(post)

    return opened


def for_moderators(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Hand a view the boards where the visitor decides about content or members.

    To who decides nowhere it is not there. Whoever may sanction everywhere is handed none, and
    sees the page.
    """
    return _with_boards(handled_of, view)


def for_content_moderators(
    view: Callable[..., HttpResponseBase],
) -> Callable[..., HttpResponseBase]:
    """Do the same with the boards whose content the visitor moderates."""
    return _with_boards(moderated_of, view)


def _with_boards(
    chosen: Callable[[Iterable[Board]], list[Board]], view: Callable[..., HttpResponseBase]
) -> Callable[..., HttpResponseBase]:
    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        boards = boards_readable_by(signed_in_member(request))
        own = chosen(boards)
        if not own and not can_sanction_everywhere(request.user):
            raise Http404
        request.navigation_tabs = tabs_of(boards)  # type: ignore[attr-defined]
        return view(request, own, *args, **kwargs)

    return opened


def _why_not_taken(request: HttpRequest, error: Exception) -> ValidationError:
    if not request.user.is_authenticated:
        return ValidationError(_("Sign in, and send this again."), code="forbidden")
    if isinstance(error, Gone):
        return ValidationError(_("The post you are writing on was deleted."), code="deleted")
    if isinstance(error, Http404):
        return ValidationError(_("It was deleted in the meantime."), code="missing")
    return ValidationError(_("You do not have permission to send this."), code="forbidden")
