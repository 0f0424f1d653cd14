"""Pages that people read."""

from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.core.paginator import InvalidPage
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import permissions as board_permissions
from boards.counters.recording import record_view
from boards.models import Board
from boards.posts import listing, permissions
from boards.posts.models import Post, Tag
from boards.posts.states import State


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The newest posts of every board."""
    return _list_page(request, heading=gettext("All posts"))


@require_safe
def board_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts of one board; `?tag=` keeps those that carry a tag."""
    board = get_object_or_404(Board, slug=slug)
    if not board_permissions.can_read(request.user, board):
        raise PermissionDenied
    tag_slug = request.GET.get("tag")
    tag = get_object_or_404(Tag, slug=tag_slug) if tag_slug else None
    return _list_page(request, heading=board.name, board=board, tag=tag)


@require_safe
def tag_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts that carry one tag, on every board."""
    tag = get_object_or_404(Tag, slug=slug)
    return _list_page(request, heading=tag.name, tag=tag)


@require_safe
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One post, and below it the list around it; `?board=` keeps that list to the post's board."""
    post = get_object_or_404(Post.objects.with_article_details(), pk=pk)
    if post.state == State.DELETED:
        return render(request, "errors/410.html", status=410)
    if not permissions.can_read(request.user, post):
        if post.is_published:
            raise PermissionDenied
        raise Http404
    list_board = post.board if request.GET.get("board") == post.board.slug else None
    response = render(
        request,
        "posts/article.html",
        {
            "post": post,
            "author_name": post.author_name_for(request.user),
            "tags": post.tags.all(),
            "board": post.board,
            "list_board": list_board,
            "list_query": _list_query(list_board),
            "notices": listing.notices_for(request.user, board=post.board),
            "around": listing.around(request.user, post, board=list_board),
            "can_moderate": permissions.can_moderate(request.user, post),
        },
    )
    # Counted last: a page that failed to render was not read.
    record_view(request, post)
    return response


def _list_page(
    request: HttpRequest, *, heading: str, board: Board | None = None, tag: Tag | None = None
) -> HttpResponse:
    try:
        number = int(request.GET.get("page", "1"))
        page = listing.page_of(request.user, number, board=board, tag=tag)
    except (ValueError, InvalidPage) as error:
        raise Http404 from error
    return render(
        request,
        "posts/list.html",
        {
            "heading": heading,
            "board": board,
            "tag": tag,
            "list_query": _list_query(board),
            "whole_site": board is None and tag is None,
            "page": page,
            "page_numbers": listing.numbers_near(page),
            "notices": listing.notices_for(request.user, board=board),
        },
    )


def _list_query(board: Board | None) -> str:
    """What a link to an article carries, so that the list below it stays on the board."""
    return f"?{urlencode({'board': board.slug})}" if board else ""
