"""Pages of lists, found by key."""

from functools import cached_property
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Q, QuerySet

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.models import Post, Tag, TaggedPost
from boards.posts.models.list_count import EVERY_POST
from boards.posts.numbering.keys import FIRST_KEY, Key, below_key, from_key
from boards.posts.numbering.ranks import Walk, ranks_of
from boards.posts.querysets import PostQuerySet
from boards.posts.states import State

# So many rows at the start of a walk are read with their details, and thrown away: a query for
# the keys of a longer walk costs as much.
SKIPPED_WITH_DETAILS = 35


class NumberedList:
    """A list as one viewer sees it: of one board or of all readable ones, of one tag or of none.

    The tags of a secret post tell what it is about: only its readers find it by them.
    """

    def __init__(
        self, viewer: Viewer | None, *, board: Board | None = None, tag: Tag | None = None
    ) -> None:
        readable = Board.objects.readable_by(viewer)
        self._board, self._tag = board, tag
        self._ranks = ranks_of(
            readable if board is None else readable.filter(pk=board.pk),
            tag=EVERY_POST if tag is None else tag.pk,
        )
        self._boards = sorted(self._ranks.boards)
        secret = [] if tag is None else _secret_keys(viewer, tag, self._boards)
        self._secret = {post_id for _, post_id in secret}
        self._ranks.add((key, 1) for key in secret)

    @property
    def boards(self) -> list[Board]:
        """The boards whose posts the list has, in the order of the site."""
        return sorted(self._ranks.boards.values(), key=lambda board: (board.position, board.pk))

    @property
    def total(self) -> int:
        """How many posts the list has."""
        return self._ranks.total

    def posts_between(self, first: int, end: int) -> list[Post]:
        """Return the posts from rank `first` to before `end`, with what a row shows."""
        if first >= end:
            return []
        walk = self._ranks.walk_to(first, end)
        rows = Post.objects.with_row_details()
        if walk.skipped <= SKIPPED_WITH_DETAILS:
            found = self._along(walk, rows, "" if self._tag is None else "tagged__")
        else:
            # The keys alone come out of an index, then the rows by their keys.
            entries = Post.objects.all() if self._tag is None else TaggedPost.objects.all()
            ids = self._along(walk, entries.values_list(self._id_field, flat=True), "")
            rows_by_id = rows.in_bulk(ids)
            found = [rows_by_id[pk] for pk in ids if pk in rows_by_id]
        return [post for post in found if self._is_in(post)]

    def _is_in(self, post: Post) -> bool:
        """Ask the row itself: its tags only have copies, and it may have changed since the walk."""
        is_open = self._tag is None or not post.is_secret or post.pk in self._secret
        return post.is_published and post.board_id in self._ranks.boards and is_open

    @property
    def _id_field(self) -> str:
        return "id" if self._tag is None else "content_object_id"

    def _along(self, walk: Walk, entries: "QuerySet[Any]", prefix: str) -> list[Any]:
        """Walk along the order: of posts, or of the tag's rows, reached by `prefix`."""
        posted_at, post_id = f"{prefix}posted_at", f"{prefix}{self._id_field}"
        if self._tag is None:
            published = entries.filter(state=State.PUBLISHED)
            entries = self._of_boards(published).filter(self._place(walk, prefix))
        else:
            # In one filter, so that all of it is about one tag of a post.
            entries = entries.filter(self._place(walk, prefix), self._of_tag(prefix))
        if walk.downwards:
            entries = entries.order_by(f"-{posted_at}", f"-{post_id}")
        else:
            entries = entries.order_by(posted_at, post_id)
        found = list(entries[: walk.skipped + walk.taken])[walk.skipped :]
        return found if walk.downwards else found[::-1]

    def _place(self, walk: Walk, prefix: str) -> Q:
        if walk.key is None:
            # True of all posts; it leads SQLite to the index, where it would rather sort a table
            # that its statistics call small.
            return Q(**{f"{prefix}posted_at__gte": FIRST_KEY[0]})
        beyond = below_key if walk.downwards else from_key
        return beyond(walk.key, self._id_field, prefix)

    def _of_tag(self, prefix: str) -> Q:
        is_open = Q(**{f"{prefix}is_secret": False})
        if self._secret:
            is_open |= Q(**{f"{prefix}content_object__in": sorted(self._secret)})
        on_boards = {"board": self._board} if self._board else {"board__in": self._boards}
        place = {"tag": self._tag, "is_listed": True, **on_boards}
        return Q(is_open, **{f"{prefix}{field}": value for field, value in place.items()})

    def _of_boards(self, posts: Any) -> "PostQuerySet[Post]":
        return posts.on(self._board) if self._board else posts.on_any_of(self._boards)


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
