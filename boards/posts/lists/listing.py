"""Lists of posts: numbered pages, and the list around one article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.db.models import BigAutoField, DateTimeField, QuerySet
from django.utils import timezone

from boards.caching.answers import cached_for_guests
from boards.db.prepared import Param, prepared
from boards.members.models import DEFAULT_LIST_SIZE
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import Board, Category
from boards.posts.listed import NOTICE_COLUMNS, ListRow, NoticeRow
from boards.posts.lists import hidden, paging, rows
from boards.posts.lists.numbering.pages import ListPaginator, NumberedList
from boards.posts.lists.read_marks import with_read_marks
from boards.posts.models import Notice, Post, Tag
from boards.readable import boards_readable_by, moderated_of

ROWS = DEFAULT_LIST_SIZE  # ordinary rows around an article
ABOVE = ROWS // 2  # of them, unless there are too few on the other side
BELOW = ROWS - ABOVE


_LIST, _ALL = "list", "all"


def is_of_all_boards(query: Mapping[str, str]) -> bool:
    """Say whether the query of an article asks for a list of every board below it."""
    return query.get(_LIST) == _ALL


def query_below(board: Board | None) -> str:
    """Return what links to articles carry, so that the lists below these are as the list is.

    Args:
        board: the list's own; None for one of several boards.
    """
    return "" if board else f"?{_LIST}={_ALL}"


def notices_for(
    viewer: Viewer | None, *, board: Board | None, boards: Iterable[Board] = ()
) -> list[NoticeRow]:
    """Return the notices above a list, in order; `board` None means a list of every board.

    They are rows like any other, but never secret, folded for a block, or marked as read. Those
    that a member has folded away are among them. `boards` are those that the viewer may read,
    where they are loaded already.
    """
    key = board.pk if board else None
    if kind_of(viewer) is ViewerKind.GUEST:
        found = cached_for_guests(("notices", key), lambda: _notices_of(None, key))
    else:
        found = _notices_of(viewer, key)
    known = {each.pk: each for each in boards or (boards_readable_by(viewer) if found else ())}
    is_member = kind_of(viewer) is not ViewerKind.GUEST
    every = [_notice_row(values, is_member=is_member) for values in found]
    notices = [row for row in every if row.board_id in known]
    for row in notices:
        row.board = known[row.board_id]
        row.author_name = row.byline_name_for(viewer)
    return notices


def unconfirmed(notices: Iterable[NoticeRow], *, article: int | None = None) -> list[NoticeRow]:
    """Return the notices that their viewer is asked to read.

    Args:
        article: the key of the post on whose page they are told of; itself is none of them.
    """
    return [row for row in notices if row.is_asked and row.pk != article]


def _notice_row(values: tuple[Any, ...], *, is_member: bool) -> NoticeRow:
    row = NoticeRow.of(values[: -len(NOTICE_COLUMNS)])
    must_read, is_confirmed, is_folded_away = map(bool, values[-len(NOTICE_COLUMNS) :])
    row.must_read = must_read
    row.is_asked = is_member and must_read and not is_confirmed
    row.can_fold = is_member and not row.is_asked
    row.is_folded_away = row.can_fold and is_folded_away
    return row


def _notices_of(viewer: Viewer | None, board: int | None) -> list[tuple]:
    notices = _notices(kind_of(viewer), on_board=board is not None)
    return notices.fetch(now=timezone.now(), viewer=key_of(viewer), board=board)


@prepared
def _notices(kind: ViewerKind, *, on_board: bool) -> "QuerySet[Notice, tuple]":
    return (
        Notice.objects.current(Param("now", DateTimeField()))
        .shown_on(Param("board", BigAutoField()) if on_board else None)
        .listed_for(AnyViewer(kind))
        .with_marks_of(AnyViewer(kind))
        .in_order()
        .as_rows()
    )


class ListPage(NamedTuple):
    """A page of a list, and the boards whose posts the list has.

    `in_categories` says of one board's list how many posts have each category, by its key.
    """

    page: Page[ListRow]
    boards: list[Board]
    in_categories: Mapping[int, int]


def page_of(
    viewer: Viewer | None,
    number: int,
    *,
    board: Board | None = None,
    tag: Tag | None = None,
    category: Category | None = None,
) -> ListPage:
    """Return one page of a list, counted from 1; each costs the same, by its key.

    Raises:
        PastLastPage: when the list has no such page.
    """
    size = viewer.list_size if viewer is not None and viewer.is_active else DEFAULT_LIST_SIZE
    numbered = NumberedList(viewer, board=board, tag=tag, category=category)
    page = paging.page_of(ListPaginator(numbered, size), number)
    known = numbered.boards if board is None else [board]
    moderated = moderated_of(known) if tag is None and category is None else []
    if moderated:
        page.object_list = _with_hidden(page, numbered, moderated)
    shown = rows.apply_visibility(page.object_list, viewer, boards=known)
    page.object_list = with_read_marks(shown, viewer)
    return ListPage(page, numbered.boards, numbered.in_categories)


def _with_hidden(
    page: Page[ListRow], numbered: NumberedList, moderated: Sequence[Board]
) -> list[ListRow]:
    """Return the rows of a page with the hidden posts that stand between it and the next one."""
    end = page.end_index()
    following = numbered.posts_between(end, end + 1) if page.has_next() else []
    shown = list(page.object_list)
    first = shown[0] if page.has_previous() and shown else None
    return hidden.with_hidden(
        shown, moderated, below=first, above=following[0] if following else None
    )


def has_posts(viewer: Viewer | None, *, board: Board | None = None, tag: Tag | None = None) -> bool:
    """Say whether a list shows the viewer anything: one of a tag that does not is nobody else's."""
    return NumberedList(viewer, board=board, tag=tag).total > 0


def pager_window(page: Page[Any]) -> range:
    """Return the page numbers that a pager shows: this page and two on each side."""
    last = page.paginator.num_pages
    first_shown = max(1, min(page.number - 2, last - 4))
    return range(first_shown, min(last, first_shown + 4) + 1)


@dataclass(frozen=True)
class ListAround:
    """The rows around an article, newest first, the article itself among them."""

    rows: list[ListRow]
    newer: ListRow | None
    older: ListRow | None


def around(
    viewer: Viewer | None,
    post: Post,
    *,
    board: Board | None = None,
    boards: Sequence[Board] = (),
) -> ListAround:
    """Return the article's own row and the ROWS rows nearest to it, found by key.

    Half of them are newer and half older; where one side has too few, the other fills up. The
    cost does not depend on how many posts lie above or below; around one of the oldest few, it is
    one query more. `boards` are those that the viewer may read, where they are loaded already.
    """
    boards = boards or boards_readable_by(viewer)
    newer = _nearest(post, boards, on=board, above=True, limit=ABOVE)
    limit = ROWS if len(newer) < ABOVE else BELOW
    older = _nearest(post, boards, on=board, above=False, limit=limit)
    if len(newer) == ABOVE and len(older) < BELOW:
        newer = _nearest(post, boards, on=board, above=True, limit=ROWS)
    above = min(len(newer), max(ABOVE, ROWS - len(older)))
    shown = [*reversed(newer[:above]), ListRow.of_post(post), *older[: ROWS - above]]
    on_boards = [each for each in boards if board is None or each.pk == board.pk]
    if moderated := moderated_of(on_boards):
        shown = hidden.with_hidden(shown, moderated, below=shown[0], above=shown[-1])
    return ListAround(
        rows=with_read_marks(rows.apply_visibility(shown, viewer, boards=boards), viewer),
        newer=newer[0] if newer else None,
        older=older[0] if older else None,
    )


def _nearest(
    post: Post, boards: Iterable[Board], *, on: Board | None, above: bool, limit: int
) -> list[ListRow]:
    """Return so many rows above or below a post, the nearest first."""
    walk = _walk(None if on else tuple(each.pk for each in boards), above=above, limit=limit)
    found = walk.fetch(posted_at=post.posted_at, pk=post.pk, board=on.pk if on else None)
    return [ListRow.of(values) for values in found]


@prepared
def _walk(board_ids: tuple[int, ...] | None, *, above: bool, limit: int) -> "QuerySet[Post, tuple]":
    published = Post.objects.published()
    if board_ids is None:
        listed = published.on(Param("board", BigAutoField()))
    else:
        listed = published.on_any_of(board_ids)
    place = _Place()
    along = listed.newer_than(place) if above else listed.older_than(place)
    return along.as_rows()[:limit]


@dataclass(frozen=True)
class _Place:
    """The place of a post that is not known yet."""

    pk: Any = Param("pk", BigAutoField())
    posted_at: Any = Param("posted_at", DateTimeField())
