"""Lists of posts: numbered pages, and the list around one article."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.core.paginator import Page
from django.utils import timezone

from boards.members.models import DEFAULT_LIST_SIZE
from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts import rows
from boards.posts.models import Notice, Post, Tag
from boards.posts.numbering.pages import ListPaginator, NumberedList

ROWS = DEFAULT_LIST_SIZE  # ordinary rows around an article


def notices_for(viewer: Viewer | None, *, board: Board | None) -> list[Notice]:
    """Return the notices above a list, in order; `board` None means a list of every board."""
    return list(
        Notice.objects.current(timezone.now())
        .shown_on(board)
        .listed_for(viewer)
        .in_order()
        .select_related("post")
        .only("position", "post__title", "post__posted_at", "post__posted_at_is_estimated")
    )


class ListPage(NamedTuple):
    """A page of a list, and the boards whose posts the list has."""

    page: Page[Post]
    boards: list[Board]


def page_of(
    viewer: Viewer | None, number: int, *, board: Board | None = None, tag: Tag | None = None
) -> ListPage:
    """Return one page of a list, counted from 1; each costs the same, by its key.

    Raises:
        django.core.paginator.InvalidPage: when the list has no such page.
    """
    size = viewer.list_size if viewer is not None and viewer.is_active else DEFAULT_LIST_SIZE
    numbered = NumberedList(viewer, board=board, tag=tag)
    page = ListPaginator(numbered, size).page(number)
    page.object_list = rows.for_viewer(page.object_list, viewer, boards=numbered.boards)
    return ListPage(page, numbered.boards)


def page_number(text: str) -> int:
    """Return the number of a page as our own links write it; raise ValueError for others."""
    if not (text.isascii() and text.isdigit()) or text.startswith("0") or len(text) > 9:
        raise ValueError(text)
    return int(text)


def numbers_near(page: Page[Any]) -> range:
    """Return the page numbers that a pager shows: this page and two on each side."""
    last = page.paginator.num_pages
    first_shown = max(1, min(page.number - 2, last - 4))
    return range(first_shown, min(last, first_shown + 4) + 1)


@dataclass(frozen=True)
class ListAround:
    """The rows around an article, newest first, the article itself among them."""

    rows: list[Post]
    newer: Post | None
    older: Post | None


def around(
    viewer: Viewer | None,
    post: Post,
    *,
    board: Board | None = None,
    boards: Sequence[Board] = (),
) -> ListAround:
    """Return the article's own row and the ROWS rows nearest to it, found by key.

    Half of them are newer and half older; where one side has too few, the other fills up. The
    cost does not depend on how many posts lie above or below. `boards` are those that the viewer
    may read, where they are loaded already.
    """
    boards = boards or list(Board.objects.readable_by(viewer))
    published = Post.objects.published().with_row_details()
    listed = published.on(board) if board else published.on_any_of([each.pk for each in boards])
    newer = list(listed.newer_than(post)[:ROWS])
    older = list(listed.older_than(post)[:ROWS])
    above = min(len(newer), max(ROWS // 2, ROWS - len(older)))
    shown = [*reversed(newer[:above]), post, *older[: ROWS - above]]
    return ListAround(
        rows=rows.for_viewer(shown, viewer, boards=boards),
        newer=newer[0] if newer else None,
        older=older[0] if older else None,
    )
