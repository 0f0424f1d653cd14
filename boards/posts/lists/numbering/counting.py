"""Counts posts along a stretch of a list's order."""

from collections import Counter
from typing import Any

from django.db.models import Count, QuerySet, Sum

from boards.posts.lists.numbering.keys import Key, KeyRange, counted_entries
from boards.posts.models import ListChange, ListCount, ListSegment


def compacted_counts(stretch: KeyRange) -> Counter[int]:
    """Return how many posts each board has there, without the changes that are not compacted yet.

    One statement, so that a write meanwhile is in both parts or in neither.
    """
    return _summed(_posts(stretch), _waiting(stretch))


def differences(stretch: KeyRange, segment: ListSegment | None) -> Counter[int]:
    """Return by how much the counts of a segment differ from the posts, by board.

    Without a segment everything in the stretch is missing.
    """
    stored = ListCount.objects.filter(segment=segment)
    found = _summed(_posts(stretch), _waiting(stretch), _by_board(stored, -Sum("posts")))
    return Counter({board: number for board, number in found.items() if number})


def key_after(stretch: KeyRange, posts: int) -> Key | None:
    """Return the key that stands so many posts above the beginning of the stretch."""
    entries, id_field = counted_entries(stretch.tag)
    keys = entries.filter(stretch.within(id_field)).order_by("posted_at", id_field)
    return keys.values_list("posted_at", id_field)[posts : posts + 1].first()


def _posts(stretch: KeyRange) -> "QuerySet[Any]":
    entries, id_field = counted_entries(stretch.tag)
    return _by_board(entries.filter(stretch.within(id_field)), Count("pk"))


def _waiting(stretch: KeyRange) -> "QuerySet[Any]":
    changes = ListChange.objects.filter(stretch.within("post_id"), tag=stretch.tag)
    return _by_board(changes, -Sum("number"))


def _by_board(rows: "QuerySet[Any]", number: Any) -> "QuerySet[Any]":
    grouped = rows.order_by().values("board").annotate(sum=number)
    return grouped.values_list("board", "sum")


def _summed(first: "QuerySet[Any]", *others: "QuerySet[Any]") -> Counter[int]:
    sums: Counter[int] = Counter()
    for board, number in first.union(*others, all=True):
        sums[board] += number
    return sums
