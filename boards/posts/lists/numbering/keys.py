"""The key of a post's place in a list, and stretches between two keys."""

from datetime import datetime
from typing import Any, NamedTuple, Self

from django.db.models import Q, QuerySet

from boards.posts.models import ListSegment, Post, TaggedPost
from boards.posts.models.list_count import BEGINNING, EVERY_POST

Key = tuple[datetime, int]  # when it was posted, and its id
FIRST_KEY: Key = (BEGINNING, 0)


def from_key(key: Key, id_field: str, prefix: str = "") -> Q:
    """Keep what stands at this key or above it; `prefix` leads to the row that has the key."""
    posted_at, post_id = key
    above = Q(**{f"{prefix}posted_at__gt": posted_at}) | Q(**{f"{prefix}{id_field}__gte": post_id})
    return Q(above, **{f"{prefix}posted_at__gte": posted_at})


def below_key(key: Key, id_field: str, prefix: str = "") -> Q:
    """Keep what stands below this key; `prefix` leads to the row that has the key."""
    posted_at, post_id = key
    below = Q(**{f"{prefix}posted_at__lt": posted_at}) | Q(**{f"{prefix}{id_field}__lt": post_id})
    return Q(below, **{f"{prefix}posted_at__lte": posted_at})


class KeyRange(NamedTuple):
    """The part of a list from one key to before another; None stands for its newest end."""

    tag: int
    start: Key
    end: Key | None

    @classmethod
    def of(cls, segment: ListSegment) -> Self:
        """Return the stretch of a segment: as far as where the next one begins."""
        start = (segment.posted_at, segment.post_id)
        newer = ListSegment.objects.filter(from_key(start, "post_id"), tag=segment.tag).exclude(
            pk=segment.pk
        )
        end = newer.order_by("posted_at", "post_id").values_list("posted_at", "post_id").first()
        return cls(segment.tag, start, end)

    def within(self, id_field: str) -> Q:
        """Keep what stands in the stretch."""
        condition = Q() if self.start == FIRST_KEY else from_key(self.start, id_field)
        return condition if self.end is None else condition & below_key(self.end, id_field)


def counted_entries(tag: int) -> tuple["QuerySet[Any]", str]:
    """Return the rows that a list's counts count, and which field has the post's id."""
    if tag == EVERY_POST:
        return Post.objects.published(), "id"
    if tag < EVERY_POST:
        return Post.objects.published().filter(category=-tag), "id"
    return TaggedPost.objects.filter(tag=tag, is_listed=True, is_secret=False), "content_object_id"
