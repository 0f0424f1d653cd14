"""Pages that people read."""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import BigAutoField, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.encoding import iri_to_uri
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from boards import permissions as board_permissions
from boards.access import Access
from boards.caching.paths import cached_reverse
from boards.counters.recording import record_view
from boards.db.prepared import Answer, Param, prepared
from boards.members.avatars import avatar_for
from boards.members.levels import mark_of
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import Board, Category, ListLayout
from boards.navigation import tabs_of
from boards.posts import permissions
from boards.posts.comments.merging import merge_of
from boards.posts.guest_caching import cacheable_for_guests, shows_article
from boards.posts.lists import listing
from boards.posts.lists.category_tabs import category_tabs
from boards.posts.lists.columns import columns_of
from boards.posts.lists.excerpts import give_excerpts
from boards.posts.lists.paging import PastLastPage, leads_to_last_page, page_number
from boards.posts.lists.read_marks import remember_visit
from boards.posts.lists.redirects import permanently_with
from boards.posts.lists.shared_list import part_of_list
from boards.posts.lists.sorting import Order, order_in, sorted_page_of
from boards.posts.models import Post, Tag
from boards.posts.moderation.actions.note_secret_reading import note_secret_reading
from boards.posts.moderation.bulk import offered_verbs
from boards.posts.opening import check_can_read
from boards.posts.players import may_play
from boards.posts.polls.showing import poll_for
from boards.posts.reading.beginning import help_of_a_new_site
from boards.posts.reading.shared_section import section_of
from boards.posts.text.videos import videos_in
from boards.readable import boards_readable_by, moderated_of


@require_safe
@cacheable_for_guests
@leads_to_last_page
def all_posts(request: HttpRequest) -> HttpResponse:
    """The newest posts of every board."""
    return _list_page(request, heading=gettext("All posts"))


@require_safe
@cacheable_for_guests
@leads_to_last_page
def board_list(request: HttpRequest, slug: str) -> HttpResponse:
    """The posts of one board; `?tag=` keeps those that carry a tag, `?category=` those of one.

    `?sort=` and `?period=` are of `lists.sorting`; a list of a tag has one order.
    """
    boards = boards_readable_by(request.user)
    board = next((each for each in boards if each.slug == slug), None)
    if board is None:
        get_object_or_404(Board.objects.at(slug))
        raise PermissionDenied
    tag_slug = request.GET.get("tag")
    tag = get_object_or_404(Tag.objects.at(tag_slug)) if tag_slug else None
    category_slug = request.GET.get("category")
    if category_slug is None:
        return _list_page(request, heading=board.name, boards=boards, board=board, tag=tag)
    category = board.category_at(category_slug)
    if category is None:
        raise Http404
    if category.slug != category_slug or tag is not None:
        return permanently_with(request, category=category.slug, tag="")
    return _list_page(request, heading=board.name, boards=boards, board=board, category=category)


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
    """One post, and below it the list around it: of its board, or with `?list=all` of every one."""
    post, answer = _article(request.user, pk)
    try:
        check_can_read(request.user, post)
    except Http404:
        # A duplicate whose comments were moved leads on to the post that has them.
        merged = merge_of(post)
        if merged is None:
            raise
        return redirect(f"{merged.target.get_absolute_url()}#comments")
    if post.is_secret:
        note_secret_reading(request, post)
    boards = boards_readable_by(request.user)
    own_board = next((each for each in boards if each.pk == post.board_id), post.board)
    can_moderate = own_board.is_moderated  # whoever moderates a board may read it
    list_board = None if listing.is_of_all_boards(request.GET) else own_board
    videos = videos_in(post.body)
    tags = _tags().ask(post=post.pk)
    around = listing.around(request.user, post, board=list_board, boards=boards)
    notices = listing.notices_for(request.user, board=post.board, boards=boards)
    columns = columns_of(list_board, numbered=False)
    write_address = _write_address(request, list_board)
    poll = poll_for(request.user, post, can_moderate=can_moderate)
    response = render(
        request,
        "posts/article.html",
        {
            "post": post,
            "videos": videos,
            "poll": poll,
            "views": f"{post.views:,}",
            **_byline(request.user, post),
            "tags": SimpleLazyObject(tags.read),
            "board": own_board,
            "list_board": list_board,
            "list_query": listing.query_below(list_board),
            "list_path": (
                list_board.get_absolute_url() if list_board else cached_reverse("posts:all")
            ),
            "write_address": write_address,
            "notices": notices,
            "to_confirm": listing.unconfirmed(notices, article=post.pk),
            "columns": columns,
            "around": around,
            "list_part": part_of_list(
                request,
                boards=boards,
                rows=around.rows,
                notices=notices,
                shown=(
                    post.pk,
                    around.newer and around.newer.pk,
                    around.older and around.older.pk,
                    list_board and list_board.pk,
                    write_address,
                ),
            ),
            "navigation_tabs": tabs_of(boards),
            "can_moderate": can_moderate,
            "merge": cache(lambda: merge_of(post) if can_moderate else None),
            "can_pin": own_board.pins_notices,
            "can_change_notice": own_board.pins_notices and _can_change_notice(request.user, post),
            **_own_post(request.user, post, can_moderate=can_moderate),
            **_bulk(list_board, boards),
            **section_of(
                request,
                post,
                answer,
                tags,
                poll=poll,
                can_moderate=can_moderate,
                can_pin=own_board.pins_notices,
            ),
        },
    )
    # Counted last: a page that failed to render was not read.
    record_view(request, post)
    remember_visit(request, post, comments=post.comment_count)
    return shows_article(may_play(response, videos), post)


def _byline(viewer: Viewer, post: Post) -> dict[str, Callable[[], Any]]:
    """What the byline shows, worked out where the page is not cached."""
    return {
        "author_name": cache(lambda: post.byline_name_for(viewer)),
        "author_picture": cache(lambda: avatar_for(viewer, post.linked_author)),
        "author_level": cache(lambda: mark_of(post.linked_author)),
    }


def _own_post(viewer: Viewer, post: Post, *, can_moderate: bool) -> dict[str, Callable[[], bool]]:
    """What an author may do, and who moderates the board; asked where the page is not cached."""
    return {
        "is_own": cache(lambda: permissions.is_author(viewer, post)),
        "can_edit": cache(lambda: permissions.can_edit(viewer, post)),
        "can_delete": cache(lambda: permissions.can_delete(viewer, post)),
        "can_see_versions": cache(
            lambda: (
                post.edited_at is not None
                and (can_moderate or permissions.can_see_versions(viewer, post))
            )
        ),
        "can_look_up_author": lambda: can_moderate and post.is_anonymous,
    }


def _can_change_notice(viewer: Viewer, post: Post) -> bool:
    notice = getattr(post, "notice", None)
    return notice is not None and permissions.can_pin(viewer, post, scope=notice.scope)


def _article(viewer: Viewer, pk: int) -> tuple[Post, Answer[Post]]:
    if pk > BigAutoField.MAX_BIGINT:
        raise Http404
    answer = _articles(kind_of(viewer)).ask(pk=pk, viewer=key_of(viewer))
    posts = answer.read()
    if not posts:
        raise Http404
    return posts[0], answer


@prepared
def _articles(kind: ViewerKind) -> "QuerySet[Post]":
    posts = Post.objects.with_article_details().with_marks_of(AnyViewer(kind))
    return posts.filter(pk=Param("pk", BigAutoField()))


@prepared
def _tags() -> "QuerySet[Tag]":
    tags = Tag.objects.filter(tagged__content_object=Param("post", BigAutoField()))
    return tags.order_by("tagged__pk")  # as they were typed, and each time the same


def _list_page(
    request: HttpRequest,
    *,
    heading: str,
    boards: Sequence[Board] | None = None,
    board: Board | None = None,
    tag: Tag | None = None,
    category: Category | None = None,
) -> HttpResponse:
    order = order_in(request.GET).within(category) if tag is None else Order()
    until, is_cut, in_categories = None, False, None
    try:
        number = page_number(request.GET.get("page", "1"))
        if order.is_newest:
            page, boards_of_list, in_categories = listing.page_of(
                request.user, number, board=board, tag=tag, category=category
            )
        else:
            boards_of_list = [board] if board else list(boards_readable_by(request.user))
            page, until, is_cut = sorted_page_of(
                request.user, number, order=order, boards=boards_of_list, category=category
            )
        is_empty = not page.paginator.count
    except ValueError as error:
        raise Http404 from error
    except PastLastPage as past:
        is_empty = past.is_empty
        if tag is None or not is_empty:
            raise
    if tag is not None and is_empty:
        raise Http404  # a tag that only closed boards and secret posts use is nobody else's
    is_new = is_empty and board is None and not boards_of_list
    beginning = help_of_a_new_site(request, is_new=is_new)
    layout = board.list_layout if board is not None and tag is None else ListLayout.ROWS
    if layout == ListLayout.MAGAZINE:
        give_excerpts(page.object_list)
    known_boards = boards or boards_of_list
    tabs = category_tabs(board, in_categories, chosen=category, tag=tag, order=order)
    write_address = "" if beginning["has_no_boards"] else _write_address(request, board, category)
    notices = listing.notices_for(request.user, board=board, boards=known_boards)
    part = part_of_list(
        request,
        boards=known_boards,
        rows=page.object_list,
        notices=notices,
        shown=(
            heading,
            request.path,
            board and board.pk,
            tag and (tag.slug, tag.name),
            category and category.pk,
            tabs,
            (order.sort.value, order.period.value),
            until and tuple(until),
            is_cut,
            write_address,
            page.number,
            page.paginator.count,
            tuple(beginning.values()),
        ),
    )
    return render(
        request,
        "posts/list.html",
        {
            "heading": heading,
            "board": board,
            "tag": tag,
            "category": category,
            "list_part": part,
            "category_tabs": tabs,
            "list_query": listing.query_below(board),
            "list_path": iri_to_uri(request.path),
            "order": order,
            "until": until,
            "is_cut": is_cut,
            "write_address": write_address,
            "whole_site": board is None and tag is None,
            **beginning,
            "page": page,
            "columns": columns_of(board, numbered=order.is_newest),
            "layout": layout,
            "first_page": request.path if page.number > 1 else "",
            "first_place": page.paginator.count - page.start_index() + 1,
            **_bulk(board, known_boards),
            "page_numbers": listing.pager_window(page),
            "notices": notices,
            "to_confirm": listing.unconfirmed(notices),
            "navigation_tabs": tabs_of(known_boards),
        },
    )


def _bulk(board: Board | None, boards: Sequence[Board]) -> dict[str, Any]:
    """What a moderator may do to several posts of a list; nothing for who moderates none of it.

    Args:
        board: the list's own; None for a list of several.
        boards: those that the viewer may read.
    """
    moderated = moderated_of(boards) if board is None or board.is_moderated else []
    return {"bulk_verbs": offered_verbs(board, moderated), "moderated_boards": moderated}


def _write_address(
    request: HttpRequest, board: Board | None, category: Category | None = None
) -> str:
    """Where the button of a list leads; empty when it has none.

    From the list of a category it leads to a form in which that one is chosen. Guests see the
    button where signing in is all that they lack.
    """
    if board is None:
        return cached_reverse("posts:choose-board")
    may_write = (
        board_permissions.can_write(request.user, board)
        if request.user.is_authenticated
        else board.write_access != Access.MODERATORS and not board.is_archived
    )
    if not may_write:
        return ""
    address = cached_reverse("posts:write", board.slug)
    return f"{address}{category.list_query}" if category else address
