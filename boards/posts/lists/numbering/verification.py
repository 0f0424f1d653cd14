"""Verifies the counts of lists against the posts, and corrects them while the site is running."""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from boards.models import Category
from boards.posts.lists.numbering.compaction import (
    compact_changes,
    lock_state,
    set_new_version,
    split,
)
from boards.posts.lists.numbering.counting import differences
from boards.posts.lists.numbering.keys import FIRST_KEY, KeyRange
from boards.posts.models import ListSegment, Post, TaggedPost
from boards.posts.models.list_count import EVERY_POST
from boards.posts.states import State

BATCH = 5_000  # tags of posts that are checked in one statement
TAGS = 100  # lists of tags that are recounted in one transaction


def check_segments(*, fix: bool) -> Iterator[bool]:
    """Look at each segment, and say of each whether its counts are those of the posts.

    Compaction may run between two steps. With `fix` a wrong segment is recounted.
    """
    if fix:
        ListSegment.objects.exclude(tag__in=_tags()).delete()  # of tags that nothing carries
    for tag in _tags():
        if not ListSegment.objects.filter(tag=tag).exists():
            yield _check_unstarted(tag, fix=fix)
    for pk in list(ListSegment.objects.order_by("pk").values_list("pk", flat=True)):
        yield _check(pk, fix=fix)


def number_of_steps() -> int:
    """Return how many steps `check_segments` has at most, unless much is written meanwhile."""
    return len(_tags()) + ListSegment.objects.count()


def check_copies(*, fix: bool) -> int:
    """Compare what tags of posts have copied from the posts; return how many differ."""
    wrong = sum(_wrong_copies(first, last, fix=fix) for first, last in _batches())
    if fix:
        compact_changes()
    return wrong


def rebuild_lists() -> None:
    """Recount every list: after posts were written in bulk, or without the triggers."""
    tags = _tags()
    for start in range(0, len(tags), TAGS):
        with transaction.atomic():
            lock_state(wait=True)
            for tag in tags[start : start + TAGS]:
                _count_anew(tag)
            set_new_version()
    compact_changes()


def _count_anew(tag: int) -> None:
    ListSegment.objects.filter(tag=tag).delete()
    split(ListSegment.objects.create(tag=tag))


def _tags() -> list[int]:
    """The keys of all lists; those of categories below 0."""
    tags = TaggedPost.objects.order_by().values_list("tag", flat=True).distinct()
    categories = Category.objects.order_by("pk").values_list("pk", flat=True)
    return [EVERY_POST, *sorted(tags), *(-pk for pk in categories)]


@transaction.atomic
def _check(pk: int, *, fix: bool) -> bool:
    lock_state(wait=True)
    segment = ListSegment.objects.filter(pk=pk).first()
    if segment is None:  # its tag was deleted meanwhile
        return True
    is_right = not differences(KeyRange.of(segment), segment)
    if fix and not is_right:
        split(segment)
        set_new_version()
    return is_right


@transaction.atomic
def _check_unstarted(tag: int, *, fix: bool) -> bool:
    lock_state(wait=True)
    is_right = not differences(KeyRange(tag, FIRST_KEY, None), None)
    if fix and not is_right:
        _count_anew(tag)
        set_new_version()
    return is_right


def _batches() -> Iterator[tuple[int, int]]:
    last = 0
    rows = TaggedPost.objects.order_by("pk").values_list("pk", flat=True)
    while keys := list(rows.filter(pk__gt=last)[:BATCH]):
        last = keys[-1]
        yield keys[0], last


@transaction.atomic
def _wrong_copies(first: int, last: int, *, fix: bool) -> int:
    wrong = _differing().filter(pk__range=(first, last))
    if not fix:
        return wrong.count()
    keys = list(wrong.values_list("pk", "content_object"))
    posts = Post.objects.filter(pk=OuterRef("content_object"))
    # As every writer does: first the post, then its tags.
    held = Post.objects.filter(pk__in=[post for _, post in keys]).order_by("pk")
    list(held.select_for_update(no_key=True).values("pk"))
    TaggedPost.objects.filter(pk__in=[pk for pk, _ in keys]).update(
        posted_at=Subquery(posts.values("posted_at")),
        board=Subquery(posts.values("board")),
        is_secret=Subquery(posts.values("is_secret")),
        is_listed=Exists(posts.published()),
    )
    return len(keys)


def _differing() -> "QuerySet[TaggedPost]":
    is_published = Q(content_object__state=State.PUBLISHED)
    return TaggedPost.objects.filter(
        Q(posted_at__isnull=True)
        | Q(board__isnull=True)
        | ~Q(posted_at=F("content_object__posted_at"))
        | ~Q(board=F("content_object__board"))
        | ~Q(is_secret=F("content_object__is_secret"))
        | Q(is_published, is_listed=False)
        | Q(~is_published, is_listed=True)
    )
