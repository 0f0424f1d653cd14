"""Pages that people read."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BigAutoField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import permissions as board_permissions
from boards.access import Access
from boards.caching.paths import cached_reverse
from boards.counters.recording import record_view
from boards.db.prepared import Param, prepared
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import Board
from boards.navigation import tabs_of
from boards.posts import permissions
from boards.posts.comments import panel
from boards.posts.guest_caching import cacheable_for_guests, shows_article
from boards.posts.lists import listing
from boards.posts.lists.paging import PastLastPage, leads_to_last_page, page_number
from boards.posts.lists.redirects import permanently_with
from boards.posts.models import Post, Tag
from boards.posts.opening import check_can_read
from boards.posts.players import may_play
from boards.posts.text.videos import videos_in
from boards.readable import boards_readable_by


@require_safe
@cacheable_for_guests
@leads_to_last_page
def home(request: HttpRequest) -> HttpResponse:
    """The newest posts of every board."""
    return _list_page(request, heading=gettext("All posts"))


@require_safe
@cacheable_for_guests
@leads_to_last_page
def board_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts of one board; `?tag=` keeps those that carry a tag."""
    boards = boards_readable_by(request.user)
    board = next((each for each in boards if each.slug == slug), None)
    if board is None:
        get_object_or_404(Board.objects.at(slug))
        raise PermissionDenied
    tag_slug = request.GET.get("tag")
    tag = get_object_or_404(Tag.objects.at(tag_slug)) if tag_slug else None
    return _list_page(request, heading=board.name, boards=boards, board=board, tag=tag)


@require_safe
@cacheable_for_guests
@leads_to_last_page
def tag_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts that carry one tag, on every board."""
    tag = get_object_or_404(Tag.objects.at(slug))
    return _list_page(request, heading=tag.name, tag=tag)


@require_safe
@cacheable_for_guests
@leads_to_last_page
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """One post, and below it the list around it; `?board=` keeps that list to the post's board."""
    post = _article(request.user, pk)
    check_can_read(request.user, post)
    can_moderate = permissions.can_moderate(request.user, post)
    boards = boards_readable_by(request.user)
    requested_board = request.GET.get("board", "")
    if _is_moved(post.board, requested_board):
        return permanently_with(request, board=post.board.slug)
    list_board = post.board if requested_board == post.board.slug else None
    videos = videos_in(post.body)
    response = render(
        request,
        "posts/article.html",
        {
            "post": post,
            "videos": videos,
            "author_name": post.byline_name_for(request.user),
            "tags": _tags().fetch(post=post.pk),
            "board": post.board,
            "list_board": list_board,
            "list_query": list_board.list_query if list_board else "",
            "notices": listing.notices_for(request.user, board=post.board),
            "around": listing.around(request.user, post, board=list_board, boards=boards),
            "navigation_tabs": tabs_of(boards),
            "can_moderate": can_moderate,
            "can_change_notice": can_moderate and _can_change_notice(request.user, post),
            "can_edit": permissions.can_edit(request.user, post),
            "can_delete": permissions.can_delete(request.user, post),
            "can_see_versions": post.edited_at and permissions.can_see_versions(request.user, post),
            "can_look_up_author": permissions.can_look_up_author(request.user, post),
            **panel.section_context(request, post, can_moderate=can_moderate),
        },
    )
    # Counted last: a page that failed to render was not read.
    record_view(request, post)
    return shows_article(may_play(response, videos), post)


def _is_moved(board: Board, slug: str) -> bool:
    """Say whether a slug is not the board's own, but one that it had or another spelling."""
    if not slug or slug == board.slug:
        return False
    return Board.objects.known_as(slug) == board


def _can_change_notice(viewer: Viewer, post: Post) -> bool:
    notice = getattr(post, "notice", None)
    return notice is not None and permissions.can_pin(viewer, post, scope=notice.scope)


def _article(viewer: Viewer, pk: int) -> Post:
    if pk > BigAutoField.MAX_BIGINT:
        raise Http404
    post = _articles(kind_of(viewer)).first(pk=pk, viewer=key_of(viewer))
    if post is None:
        raise Http404
    return post


@prepared
def _articles(kind: ViewerKind) -> "QuerySet[Post]":
    posts = Post.objects.with_article_details().with_marks_of(AnyViewer(kind))
    return posts.filter(pk=Param("pk", BigAutoField()))


@prepared
def _tags() -> "QuerySet[Tag]":
    return Tag.objects.filter(tagged__content_object=Param("post", BigAutoField()))


def _list_page(
    request: HttpRequest,
    *,
    heading: str,
    boards: Sequence[Board] | None = None,
    board: Board | None = None,
    tag: Tag | None = None,
) -> HttpResponse:
    try:
        number = page_number(request.GET.get("page", "1"))
        page, boards_of_list = listing.page_of(request.user, number, board=board, tag=tag)
        is_empty = not page.paginator.count
    except ValueError as error:
        raise Http404 from error
    except PastLastPage as past:
        is_empty = past.is_empty
        if tag is None or not is_empty:
            raise
    if tag is not None and is_empty:
        raise Http404  # a tag that only closed boards and secret posts use is nobody else's
    return render(
        request,
        "posts/list.html",
        {
            "heading": heading,
            "board": board,
            "tag": tag,
            "list_query": board.list_query if board else "",
            "write_address": _write_address(request, board),
            "whole_site": board is None and tag is None,
            **_beginning(request, is_new=is_empty and board is None and not boards_of_list),
            "page": page,
            "page_numbers": listing.pager_window(page),
            "notices": listing.notices_for(request.user, board=board),
            "navigation_tabs": tabs_of(boards or boards_of_list),
        },
    )


def _beginning(request: HttpRequest, *, is_new: bool) -> dict[str, Any]:
    """Tell whether the site has no board yet, and where the viewer may make the first one."""
    if not is_new or Board.objects.exists():
        return {"has_no_boards": False}
    may_add = request.user.is_staff and request.user.has_perm("boards.add_board")
    return {
        "has_no_boards": True,
        "add_board_address": reverse("admin:boards_board_add") if may_add else "",
    }


def _write_address(request: HttpRequest, board: Board | None) -> str:
    """Where the button of a list leads; empty when it has none.

    Guests see the button where signing in is all that they lack.
    """
    if board is None:
        return cached_reverse("posts:choose-board")
    may_write = (
        board_permissions.can_write(request.user, board)
        if request.user.is_authenticated
        else board.write_access != Access.MODERATORS
    )
    return cached_reverse("posts:write", board.slug) if may_write else ""
