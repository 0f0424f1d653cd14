"""Which posts of a period come first: by points, recommendations, views or comments.

Taken are published posts, not secret ones, that were posted within the period, and of known time.
What lies outside of the period costs nothing, and of what lies inside the newest MAX_RANKED are
compared: they are found along the index of posting times, and each is looked up in one or two
narrow tables of counts. A ranking is made anew every CACHED_FOR seconds at most.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from django.core.cache import cache
from django.db import DatabaseError, models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Post
from boards.posts.querysets import PostQuerySet

CACHED_FOR = 300  # seconds
MAX_RANKED = 5_000  # posts: more than busy boards get in a month, and 0.1 to 0.25 seconds' work
A_RECOMMEND, A_COMMENT, VIEWS_OF_A_POINT = 10, 3, 20


class Period(models.TextChoices):
    """How far back a ranking looks."""

    DAY = "day", _("Day")
    WEEK = "week", _("Week")
    MONTH = "month", _("Month")

    @property
    def length(self) -> timedelta:
        """The time that it takes in."""
        return {"day": timedelta(days=1), "week": timedelta(days=7)}.get(
            self.value, timedelta(days=30)
        )


class Measure(Enum):
    """By what posts are compared.

    POINTS are 10 for each recommend, 3 for each comment and 1 for every 20 views: what it takes
    more effort to give counts more, and views alone, which are cheap, need many to matter.
    """

    POINTS = "points"
    RECOMMENDS = "recommends"
    VIEWS = "views"
    COMMENTS = "comments"


class Newest(NamedTuple):
    """When the newest post was posted."""

    posted_at: datetime
    posted_at_is_estimated: bool
    posted_at_is_day_only: bool


class Ranking(NamedTuple):
    """The keys of the first posts of a period, the first one first.

    `until` is set when nothing was posted lately: then the period ends with the newest post.
    """

    keys: list[int]
    until: Newest | None


def ranking_of(boards: Iterable[int], period: Period, by: Measure, *, limit: int) -> Ranking:
    """Return the first posts, at most so many, of a period that ends now, on these boards."""
    board_ids = sorted(boards)
    key = _cache_key(board_ids, period, by, limit)
    ranking = cache.get(key)
    if ranking is None:
        ranking = tuple(_ranking(board_ids, period, by, limit))
        # Where nothing can be written just now, people still read.
        with suppress(DatabaseError, OSError):
            cache.set(key, ranking, CACHED_FOR)
    return Ranking(*ranking)


def _ranking(boards: list[int], period: Period, by: Measure, limit: int) -> Ranking:
    now = timezone.now()
    if keys := _first_between(boards, now - period.length, now, by, limit):
        return Ranking(keys, None)
    newest = _known(_published_on(boards)).filter(posted_at__lte=now).newest_first()
    found = newest.values_list(*Newest._fields).first()
    if found is None:
        return Ranking([], None)
    until = Newest(*found)
    start = until.posted_at - period.length
    return Ranking(_first_between(boards, start, until.posted_at, by, limit), until)


def _first_between(
    boards: list[int], start: datetime, end: datetime, by: Measure, limit: int
) -> list[int]:
    within = _published_on(boards).filter(posted_at__gt=start, posted_at__lte=end)
    newest: QuerySet = within.newest_first().values("pk")[:MAX_RANKED]
    ranked = _known(Post.objects.filter(pk__in=newest)).annotate(measure=_EXPRESSIONS[by])
    ordered = ranked.order_by("-measure", "-posted_at", "-id")
    return list(ordered.values_list("pk", flat=True)[:limit])


def _published_on(boards: list[int]) -> PostQuerySet[Post]:
    published = Post.objects.published()
    # Of one board there is an index; of several, a walk past the posts of the others.
    return published.filter(board=boards[0]) if len(boards) == 1 else published.on_any_of(boards)


def _known(posts: PostQuerySet[Post]) -> PostQuerySet[Post]:
    return posts.filter(is_secret=False, posted_at_is_estimated=False)


def _count_of(column: str) -> Coalesce:
    return Coalesce(F(column), Value(0))


_RECOMMENDS, _COMMENTS = _count_of("counts__recommends"), _count_of("counts__comments")
_VIEWS = _count_of("view_total__total")
_EXPRESSIONS = {
    Measure.POINTS: _RECOMMENDS * A_RECOMMEND + _COMMENTS * A_COMMENT + _VIEWS / VIEWS_OF_A_POINT,
    Measure.RECOMMENDS: _RECOMMENDS,
    Measure.VIEWS: _VIEWS,
    Measure.COMMENTS: _COMMENTS,
}


def _cache_key(boards: list[int], period: Period, by: Measure, limit: int) -> str:
    on = hashlib.sha256(",".join(map(str, boards)).encode()).hexdigest()
    return f"ranking:{by.value}:{period}:{limit}:{on}"
