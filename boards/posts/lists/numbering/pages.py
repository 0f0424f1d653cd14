"""Pages of lists, found by key."""

from collections import Counter
from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import BigAutoField, DateTimeField, Q, QuerySet

from boards.db.prepared import Param, prepared
from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.posts.listed import ListRow
from boards.posts.lists.numbering.keys import FIRST_KEY, Key, below_key, from_key
from boards.posts.lists.numbering.offsets import IndexScan, offsets_of
from boards.posts.models import Post, Tag, TaggedPost
from boards.posts.models.list_count import EVERY_POST

# So many rows at the start of a walk are read with their details, and thrown away: a query for
# the keys of a longer walk costs as much.
SKIPPED_WITH_DETAILS = 35
ROUNDED_TO = 40  # rows

_TAGGED_ID = "content_object_id"
_KEY = (Param("posted_at", DateTimeField()), Param("post", BigAutoField()))


class NumberedList:
    """A list as one viewer sees it: of one board or of all readable ones, of one tag or of none.

    Of a board with categories it may be one of them. The tags of a secret post tell what it is
    about: only its readers find it by them.
    """

    def __init__(
        self,
        viewer: Viewer | None,
        *,
        board: Board | None = None,
        tag: Tag | None = None,
        category: Category | None = None,
    ) -> None:
        self._board, self._tag, self._category = board, tag, category
        self._offsets = offsets_of(
            viewer,
            board=board,
            tag=_key_of_list(tag, category),
            categories=_categories_of(board) if tag is None else (),
        )
        self._boards = sorted(self._offsets.boards)
        secret = [] if tag is None else _secret_keys(viewer, tag, self._boards)
        self._secret = {post_id for _, post_id in secret}
        self._offsets.add((key, 1) for key in secret)

    @property
    def boards(self) -> list[Board]:
        """The boards whose posts the list has, in the order of the site."""
        return sorted(self._offsets.boards.values(), key=lambda board: (board.position, board.pk))

    @property
    def total(self) -> int:
        """How many posts the list has."""
        return self._offsets.total

    @property
    def in_categories(self) -> Counter[int]:
        """Of a board's list, how many posts of the board have each category, by its key."""
        return self._offsets.in_categories

    def posts_between(self, first: int, end: int) -> list[ListRow]:
        """Return the posts from offset `first` to before `end`, with what a row shows."""
        if first >= end:
            return []
        walk = self._offsets.walk_to(first, end)
        if walk.skipped <= SKIPPED_WITH_DETAILS:
            found = [ListRow.of(values) for values in self._along(walk, with_details=True)]
        else:
            # The keys alone come out of an index, then the rows by their keys.
            found = _rows_of([pk for (pk,) in self._along(walk, with_details=False)])
        return [post for post in found if self._is_in(post)]

    def _is_in(self, post: ListRow) -> bool:
        """Ask the row itself: its tags only have copies, and it may have changed since the walk."""
        is_open = self._tag is None or not post.is_secret or post.pk in self._secret
        has_category = self._category is None or post.category_id == self._category.pk
        is_here = post.board_id in self._offsets.boards and has_category
        return post.is_published and is_here and is_open

    def _along(self, walk: IndexScan, *, with_details: bool) -> list[tuple]:
        """Return the rows of a walk, newest first: with what a row shows, or their keys alone."""
        wanted = walk.skipped + walk.taken
        if self._tag is None:
            found = self._posts_along(walk, wanted, with_details=with_details)
        else:
            found = self._tagged_along(walk, wanted, with_details=with_details)
        stretch = found[walk.skipped : wanted]
        return stretch if walk.downwards else stretch[::-1]

    def _posts_along(self, walk: IndexScan, wanted: int, *, with_details: bool) -> list[tuple]:
        posted_at, post_id = walk.key or FIRST_KEY
        shape = _walk(
            None if self._board else tuple(self._boards),
            downwards=walk.downwards,
            from_end=walk.key is None,
            most=_rounded_up(wanted),
            with_details=with_details,
            in_category=self._category is not None,
        )
        board = self._board.pk if self._board else None
        category = self._category.pk if self._category else None
        return shape.fetch(posted_at=posted_at, post=post_id, board=board, category=category)

    def _tagged_along(self, walk: IndexScan, wanted: int, *, with_details: bool) -> list[tuple]:
        """Walk along the tag's rows, and from them to the posts where details are wanted."""
        prefix = "tagged__" if with_details else ""
        place = _place(walk.key or FIRST_KEY, walk.downwards, walk.key is None, prefix, _TAGGED_ID)
        order = _order(walk.downwards, prefix, _TAGGED_ID)
        if with_details:
            # In one filter, so that all of it is about one tag of a post.
            posts = Post.objects.filter(place, self._of_tag(prefix)).order_by(*order)
            return list(posts.as_rows()[:wanted])
        entries = TaggedPost.objects.filter(place, self._of_tag(prefix)).order_by(*order)
        return list(entries.values_list(_TAGGED_ID)[:wanted])

    def _of_tag(self, prefix: str) -> Q:
        is_open = Q(**{f"{prefix}is_secret": False})
        if self._secret:
            is_open |= Q(**{f"{prefix}content_object__in": sorted(self._secret)})
        on_boards = {"board": self._board} if self._board else {"board__in": self._boards}
        place = {"tag": self._tag, "is_listed": True, **on_boards}
        return Q(is_open, **{f"{prefix}{field}": value for field, value in place.items()})


@prepared
def _walk(
    board_ids: tuple[int, ...] | None,
    *,
    downwards: bool,
    from_end: bool,
    most: int,
    with_details: bool,
    in_category: bool,
) -> "QuerySet[Post, tuple]":
    """A walk along the posts of these boards, or of the one in the slot `board` or `category`."""
    posts = Post.objects.published()
    if in_category:  # which is on one board, and has an index of its own
        posts = posts.filter(category=Param("category", BigAutoField()))
    elif board_ids is None:
        posts = posts.on(Param("board", BigAutoField()))
    else:
        posts = posts.on_any_of(board_ids)
    posts = posts.filter(_place(_KEY, downwards, from_end)).order_by(*_order(downwards))
    return (posts.as_rows() if with_details else posts.values_list("id"))[:most]


def _place(key: Any, downwards: bool, from_end: bool, prefix: str = "", id_field: str = "id") -> Q:
    if from_end:
        # True of all posts; it leads SQLite to the index, where it would rather sort a table
        # that its statistics call small.
        return Q(**{f"{prefix}posted_at__gte": FIRST_KEY[0]})
    beyond = below_key if downwards else from_key
    return beyond(key, id_field, prefix)


def _order(downwards: bool, prefix: str = "", id_field: str = "id") -> list[str]:
    sign = "-" if downwards else ""
    return [f"{sign}{prefix}posted_at", f"{sign}{prefix}{id_field}"]


def _rounded_up(rows: int) -> int:
    """So that a few shapes of the query do for walks of every length."""
    return -(-rows // ROUNDED_TO) * ROUNDED_TO


def _rows_of(ids: list[int]) -> list[ListRow]:
    """Return the rows of these posts, in this order."""
    places = _rounded_up(len(ids))
    values = {f"post{place}": ids[min(place, len(ids) - 1)] for place in range(places)}
    found = {row.pk: row for row in map(ListRow.of, _posts(places).fetch(**values))}
    return [found[pk] for pk in ids if pk in found]


@prepared
def _posts(places: int) -> "QuerySet[Post, tuple]":
    ids: list[Any] = [Param(f"post{place}", BigAutoField()) for place in range(places)]
    return Post.objects.filter(pk__in=ids).as_rows()


def _categories_of(board: Board | None) -> tuple[int, ...]:
    return () if board is None else tuple(category.pk for category in board.every_category)


def _key_of_list(tag: Tag | None, category: Category | None) -> int:
    if category is not None:
        return -category.pk
    return EVERY_POST if tag is None else tag.pk


class ListPaginator(Paginator):
    """Pages of a numbered list; their posts are found by key, their number is kept."""

    def __init__(self, numbered: NumberedList, size: int) -> None:
        super().__init__((), size)
        self._numbered = numbered

    @cached_property
    def count(self) -> int:
        """How many posts the list has."""
        return self._numbered.total

    def page(self, number: int | str) -> Page:
        """Return the page of this number, counted from 1."""
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        end = min(first + self.per_page, self.count)
        return Page(self._numbered.posts_between(first, end), number, self)


def _secret_keys(viewer: Viewer | None, tag: Tag, boards: list[int]) -> list[Key]:
    """The keys of the secret posts with this tag that the viewer may read."""
    if viewer is None or not viewer.is_active:
        return []
    moderated = Board.objects.moderated_by(viewer).values("pk")
    entries = TaggedPost.objects.filter(
        Q(content_object__author=viewer.pk) | Q(board__in=moderated),
        tag=tag,
        is_listed=True,
        is_secret=True,
        board__in=boards,
    )
    keys = entries.values_list("posted_at", "content_object_id")
    return [(posted_at, post_id) for posted_at, post_id in keys if posted_at]
