"""Finds the key at an offset of a list, and how many posts the list has.

Offsets count from 0 at the newest post. The compacted counts of one version never change, so
each process caches them; later changes are read with every list, in the statement that reads
the version: both together are one state of the list.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    BigAutoField,
    BigIntegerField,
    F,
    FilteredRelation,
    Q,
    QuerySet,
    Subquery,
    Sum,
)

from boards.db.prepared import Param, prepared
from boards.members.viewers import AnyViewer, Viewer, ViewerKind, key_of, kind_of
from boards.models import DEFERRED_FIELDS, Board
from boards.posts.lists.numbering.keys import FIRST_KEY, Key
from boards.posts.models import ListCount, ListState
from boards.posts.models.list_count import EVERY_POST


class IndexScan(NamedTuple):
    """Where a stretch of a list lies: rows along its order, from a key on.

    Downwards come the posts below the key, newest first; upwards those from the key on, oldest
    first. Without a key the walk begins at the list's end. `skipped` rows come before the stretch.
    """

    downwards: bool
    key: Key | None
    skipped: int
    taken: int


@dataclass(frozen=True)
class CompactedCounts:
    """The segments of a list: where each begins, the oldest first, and how many posts it has."""

    starts: tuple[Key, ...]
    posts: tuple[int, ...]


class Offsets:
    """The offsets of one list, as it was at one moment.

    Attributes:
        boards: those whose posts the list has, by their keys.
        in_categories: of the list of one board, how many of its posts have each category, by the
            category's key.
    """

    def __init__(
        self,
        boards: dict[int, Board],
        compacted: CompactedCounts,
        changes: Iterable[tuple[Key, int]],
        in_categories: Counter[int] | None = None,
    ) -> None:
        self.boards = boards
        self.in_categories = in_categories or Counter()
        self._starts = compacted.starts or (FIRST_KEY,)
        self._posts = list(compacted.posts) or [0]
        self.add(changes)

    def add(self, changes: Iterable[tuple[Key, int]]) -> None:
        """Let posts come or leave besides: pairs of a key and 1 or -1."""
        for key, number in changes:
            self._posts[max(0, bisect_right(self._starts, key) - 1)] += number

    @property
    def total(self) -> int:
        """How many posts the list has."""
        return sum(self._posts)

    def walk_to(self, first: int, end: int) -> IndexScan:
        """Return the shortest walk to the offsets from `first` to before `end`.

        It begins at a segment's border, so its length is bounded by a segment and the stretch.
        """
        # How many posts stand above each border, from the top of the list to its bottom.
        above = [0, *accumulate(reversed(self._posts))]
        upper = bisect_right(above, first) - 1
        lower = bisect_left(above, end)
        if end - above[upper] <= above[lower] - first:
            return IndexScan(True, self._border(upper), first - above[upper], end - first)
        return IndexScan(False, self._border(lower), above[lower] - end, end - first)

    def _border(self, number: int) -> Key | None:
        """The key between two segments, counted from the top; None for both ends of the list."""
        inside = 0 < number < len(self._starts)
        return self._starts[len(self._starts) - number] if inside else None


def offsets_of(
    viewer: Viewer | None, *, board: Board | None, tag: int, categories: tuple[int, ...] = ()
) -> Offsets:
    """Return the offsets of a list as the viewer sees it.

    Args:
        board: the list's; None for that of every board.
        tag: the key of a tag, that of a category below 0, or EVERY_POST.
        categories: the keys of the board's categories whose posts are to be counted as well.
    """
    while True:
        version, readable, changes = _changes_since(viewer, board, tag)
        try:
            compacted = _compacted_counts(version, frozenset(readable), tag)
            in_categories: Counter[int] = Counter()
            if categories and readable:
                in_categories.update(_compacted_in_categories(version, categories))
        except _CompactedMeanwhile:
            continue
        for noted, _, number in changes:
            if noted < EVERY_POST:
                in_categories[-noted] += number
        of_list = ((key, number) for noted, key, number in changes if noted == tag)
        return Offsets(readable, compacted, of_list, in_categories)


class _CompactedMeanwhile(Exception):
    """The compacted counts have another version by now."""


def _changes_since(
    viewer: Viewer | None, board: Board | None, tag: int
) -> tuple[UUID | None, dict[int, Board], list[tuple[int, Key, int]]]:
    """The version of the compacted counts, the boards, and later changes: in one statement.

    The changes are those of the list, and those of every category of its board.
    """
    rows: list[Any] = _boards_and_changes(kind_of(viewer), on_board=board is not None).fetch(
        viewer=key_of(viewer), board=board.pk if board else None, tag=tag
    )
    changes = [
        (row.noted_tag, (row.noted_at, row.noted_post), row.noted_number)
        for row in rows
        if row.noted_number
    ]
    return (rows[0].version if rows else None), {row.pk: row for row in rows}, changes


@prepared
def _boards_and_changes(kind: ViewerKind, *, on_board: bool) -> "QuerySet[Board]":
    viewer = AnyViewer(kind)
    readable = Board.objects.readable_by(viewer).with_moderation_of(viewer).order_by()
    readable = readable.defer(*DEFERRED_FIELDS)
    of_list = Q(list_changes__tag=Param("tag", BigIntegerField()))
    if on_board:
        readable = readable.filter(pk=Param("board", BigAutoField()))
        of_list |= Q(list_changes__tag__lt=EVERY_POST)
    else:  # whoever asks for the list of one board has loaded it
        readable = readable.with_categories()
    return readable.annotate(
        version=Subquery(ListState.objects.values("version")[:1]),
        waiting=FilteredRelation("list_changes", condition=of_list),
        noted_tag=F("waiting__tag"),
        noted_at=F("waiting__posted_at"),
        noted_post=F("waiting__post_id"),
        noted_number=F("waiting__number"),
    )


@lru_cache(maxsize=256)
def _compacted_counts(version: UUID | None, boards: frozenset[int], tag: int) -> CompactedCounts:
    rows = list(
        ListCount.objects.filter(segment__tag=tag, board__in=boards)
        .order_by()
        .annotate(
            version=Subquery(ListState.objects.values("version")[:1]),
            posted_at=F("segment__posted_at"),
            post_id=F("segment__post_id"),
        )
        .values_list("version", "posted_at", "post_id")
        .annotate(number=Sum("posts"))
    )
    if rows and rows[0][0] != version:
        raise _CompactedMeanwhile
    segments = sorted(((posted_at, post_id), number) for _, posted_at, post_id, number in rows)
    return CompactedCounts(
        starts=tuple(key for key, _ in segments), posts=tuple(number for _, number in segments)
    )


@lru_cache(maxsize=256)
def _compacted_in_categories(version: UUID | None, categories: tuple[int, ...]) -> dict[int, int]:
    """How many posts each of these categories has, by the category's key."""
    rows = list(
        ListCount.objects.filter(segment__tag__in=[-category for category in categories])
        .order_by()
        .annotate(version=Subquery(ListState.objects.values("version")[:1]))
        .values_list("version", "segment__tag")
        .annotate(number=Sum("posts"))
    )
    if rows and rows[0][0] != version:
        raise _CompactedMeanwhile
    return {-tag: number for _, tag, number in rows}
