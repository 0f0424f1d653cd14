"""Feeds of what the pages show: each opens to whom its page opens."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from boards import permissions as board_permissions
from boards.feeds import channels
from boards.feeds.answering import FOR_ONE_MEMBER, answer
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Tag
from boards.posts.opening import open_post
from boards.posts.withheld import OwnPostHidden
from boards.search.models import SavedSearch


@require_safe
def site(request: HttpRequest, syntax: str) -> HttpResponse:
    """The newest posts of every board."""
    return answer(request, channels.of_site(request.user), syntax=syntax)


@require_safe
def board(request: HttpRequest, slug: str, syntax: str) -> HttpResponse:
    """The newest posts of one board."""
    board = get_object_or_404(Board.objects.at(slug))
    if not board_permissions.can_read(request.user, board):
        raise PermissionDenied
    return answer(request, channels.of_board(board, request.user), syntax=syntax)


@require_safe
def tag(request: HttpRequest, slug: str, syntax: str) -> HttpResponse:
    """The newest posts that carry one tag."""
    tag = get_object_or_404(Tag.objects.at(slug))
    channel = channels.of_tag(tag, request.user)
    if not channel.entries:
        raise Http404  # a tag that only closed boards and secret posts use is nobody else's
    return answer(request, channel, syntax=syntax)


@require_safe
def member(request: HttpRequest, pk: int, syntax: str) -> HttpResponse:
    """The newest posts that a member wrote under the own name."""
    member = get_object_or_404(Member, pk=pk)
    if member.deleted_at:
        return render(request, "accounts/gone.html", status=410)
    if not member.is_active:
        raise Http404
    return answer(request, channels.of_member(member, request.user), syntax=syntax)


@require_safe
def comments(request: HttpRequest, pk: int, syntax: str) -> HttpResponse:
    """The newest comments on a post; a secret or hidden one has no feed, whoever asks."""
    try:
        post = open_post(request.user, pk)
    except OwnPostHidden:  # why it is hidden is told on its page
        raise Http404 from None
    if post.is_secret or not post.is_published:
        raise Http404
    return answer(request, channels.of_comments(post, request.user), syntax=syntax)


@require_safe
def saved_search(request: HttpRequest, token: UUID, syntax: str) -> HttpResponse:
    """The newest posts that a saved search found, of those that guests may read.

    Programs that read feeds do not sign in, and a URL is soon known to others.
    """
    searches = SavedSearch.objects.filter(member__is_active=True).select_related("board")
    search = get_object_or_404(searches, token=token)
    response = answer(request, channels.of_saved_search(search), syntax=syntax)
    response["Cache-Control"] = FOR_ONE_MEMBER
    response["X-Robots-Tag"] = "noindex"
    return response
