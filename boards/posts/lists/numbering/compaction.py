"""Adds the recorded changes to the counts of segments, and splits the segments that grew long.

One process at a time compacts, holding the row of `ListState`; nobody else waits for it. At any
moment the counts and the changes that are not compacted yet say together what the posts say.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.signals import post_delete

from boards.models import Board, Category
from boards.posts import signals
from boards.posts.lists.numbering.counting import compacted_counts, key_after
from boards.posts.lists.numbering.keys import Key, KeyRange
from boards.posts.models import ListChange, ListCount, ListSegment, ListState, Post, Tag
from boards.posts.models.list_count import EVERY_POST

EVERY = 64  # one write in so many compacts; lists read later changes too, so it may be late
BATCH = 10_000  # changes of one transaction
SEGMENT = 1_000  # posts of a new segment
SPLIT_ABOVE = 2 * SEGMENT

_ADD = f"""
INSERT INTO {ListCount._meta.db_table} AS counts (segment_id, board_id, posts)
VALUES (%s, %s, %s)
ON CONFLICT (segment_id, board_id) DO UPDATE SET posts = counts.posts + excluded.posts
"""  # noqa: S608
_OF_POSTS = (
    signals.post_published, signals.post_edited, signals.post_corrected, signals.post_deleted,
    signals.post_hidden, signals.post_shown, signals.post_restored,
)  # fmt: skip


def connect() -> None:
    """Compact after some of the writes."""
    post_delete.connect(_delete_segments_of_tag, sender=Tag, dispatch_uid="boards_posts.forget_tag")
    post_delete.connect(
        _delete_segments_of_category, sender=Category, dispatch_uid="boards_posts.forget_category"
    )
    for signal in _OF_POSTS:
        signal.connect(_compact_now_and_then, dispatch_uid="boards_posts.compact_now_and_then")
    signals.posts_imported.connect(_compact_after_commit, dispatch_uid="boards_posts.compact")


def compact_changes() -> int:
    """Compact the recorded changes; return how many there were.

    Does nothing while another process compacts.
    """
    compacted = 0
    while number := _compact_batch():
        compacted += number
        if number < BATCH:
            break
    return compacted


def lock_state(*, wait: bool) -> ListState | None:
    """Hold the lock of whoever changes segments and their counts, until the transaction ends.

    Returns None when another has it and `wait` is false.
    """
    ListState.objects.bulk_create([ListState(version=uuid4())], ignore_conflicts=True)
    return ListState.objects.select_for_update(skip_locked=not wait).first()


def set_new_version() -> None:
    """Give the compacted counts a new version; the caller holds the lock."""
    ListState.objects.update(version=uuid4())


def split(segment: ListSegment) -> None:
    """Cut a segment into pieces of SEGMENT posts, each recounted; the caller holds the lock."""
    whole = KeyRange.of(segment)
    ListCount.objects.filter(segment=segment).delete()
    start = whole.start
    for border in _borders_within(whole):
        _count(segment, whole._replace(start=start, end=border))
        posted_at, post_id = start = border
        segment = ListSegment.objects.create(tag=whole.tag, posted_at=posted_at, post_id=post_id)
    _count(segment, whole._replace(start=start))


def _count(segment: ListSegment, stretch: KeyRange) -> None:
    ListCount.objects.bulk_create(
        ListCount(segment=segment, board_id=board_id, posts=posts)
        for board_id, posts in compacted_counts(stretch).items()
        if posts
    )


def _borders_within(stretch: KeyRange) -> Iterator[Key]:
    """Every SEGMENT-th key of a stretch."""
    border = key_after(stretch, SEGMENT)
    while border is not None:
        yield border
        border = key_after(stretch._replace(start=border), SEGMENT)


@transaction.atomic
def _compact_batch() -> int:
    if lock_state(wait=False) is None:
        return 0
    changes = list(ListChange.objects.order_by("pk").values_list("pk", "tag", "board")[:BATCH])
    if not changes:
        return 0
    tags = _existing({tag for _, tag, _ in changes})
    _start_lists(tags)
    noted = ListChange.objects.filter(pk__lte=changes[-1][0], pk__in=[pk for pk, _, _ in changes])
    sums: Counter[tuple[int, int]] = Counter()
    for board, segment, number in _in_segments(noted.filter(tag__in=tags)):
        sums[segment, board] += number
    noted.delete()
    _add(sums)
    set_new_version()
    _split_long({segment for segment, _ in sums})
    return len(changes)


def _existing(tags: set[int]) -> set[int]:
    """Leave out tags and categories that were deleted meanwhile."""
    categories = {-tag for tag in tags if tag < EVERY_POST}
    known = Category.objects.filter(pk__in=categories).values_list("pk", flat=True)
    return {
        EVERY_POST,
        *Tag.objects.filter(pk__in=tags - {-pk for pk in categories}).values_list("pk", flat=True),
        *(-pk for pk in known),
    }


def _start_lists(tags: set[int]) -> None:
    """Make sure that each list has the segment that begins before every post."""
    started = set(ListSegment.objects.filter(tag__in=tags).values_list("tag", flat=True).distinct())
    ListSegment.objects.bulk_create(ListSegment(tag=tag) for tag in sorted(tags - started))


def _in_segments(changes: Any) -> Iterable[tuple[int, int, int]]:
    """The board, the segment and the number of each change; without deleted boards."""
    below = Q(posted_at__lt=OuterRef("posted_at")) | Q(post_id__lte=OuterRef("post_id"))
    segments = ListSegment.objects.filter(
        below, tag=OuterRef("tag"), posted_at__lte=OuterRef("posted_at")
    ).order_by("-posted_at", "-post_id")
    boards = set(Board.objects.values_list("pk", flat=True))
    rows = changes.values_list("board", Subquery(segments.values("pk")[:1]), "number")
    return [(board, segment, number) for board, segment, number in rows if board in boards]


def _add(sums: Counter[tuple[int, int]]) -> None:
    with connection.cursor() as cursor:
        cursor.executemany(_ADD, [(*key, number) for key, number in sorted(sums.items()) if number])


def _split_long(segments: set[int]) -> None:
    long = (
        ListSegment.objects.filter(pk__in=segments)
        .annotate(posts=Sum("counts__posts"))
        .filter(posts__gt=SPLIT_ABOVE)
    )
    for segment in long:
        split(segment)


def _compact_now_and_then(*, post: Post, **kwargs: Any) -> None:
    if post.pk % EVERY == 0:
        _compact_after_commit()


def _compact_after_commit(**kwargs: Any) -> None:
    transaction.on_commit(compact_changes, robust=True)


def _delete_segments_of_tag(*, instance: Tag, **kwargs: Any) -> None:
    ListSegment.objects.filter(tag=instance.pk).delete()


def _delete_segments_of_category(*, instance: Category, **kwargs: Any) -> None:
    ListSegment.objects.filter(tag=-instance.pk).delete()
