"""Which posts of a period come first: by points, recommendations, views or comments.

Taken are published posts, not secret ones, that were posted within the period, and of known time.
What lies outside of the period costs nothing, and of what lies inside the newest MAX_RANKED are
compared: they are found along the index of posting times, and each is looked up in one or two
narrow tables of counts. By points, those that have none are left out. A ranking is made anew every
CACHED_FOR seconds at most.
"""

import hashlib
from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from enum import Enum
from typing import Any, NamedTuple

from django.core.cache import cache
from django.db import DatabaseError, models
from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Category
from boards.posts.listed import ListRow
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
    """When the newest post was posted; by points, the newest that has some."""

    posted_at: datetime
    posted_at_is_estimated: bool
    posted_at_is_day_only: bool


class Ranking(NamedTuple):
    """The keys of the first posts of a period, the first one first.

    `until` is set when nothing was posted lately, or by points, when nothing got any: then the
    period ends with the newest post that counts. `is_cut` says that more than MAX_RANKED were
    posted in the period, so that the oldest of them were not compared.
    """

    keys: list[int]
    until: Newest | None
    is_cut: bool


class _Candidates(NamedTuple):
    """Which posts are compared, and by what."""

    boards: list[int]
    category: int | None
    by: Measure

    def published(self) -> PostQuerySet[Post]:
        """Return them all; each kind of list is walked along an index of its own."""
        published = Post.objects.published()
        if self.category is not None:
            return published.filter(category=self.category)
        # Of one board there is an index; of several, a walk past the posts of the others.
        if len(self.boards) == 1:
            return published.filter(board=self.boards[0])
        return published.on_any_of(self.boards)

    def among(self, posts: PostQuerySet[Post]) -> PostQuerySet[Any]:
        """Return those of the newest MAX_RANKED that count, with their measure."""
        newest: QuerySet = posts.newest_first().values("pk")[:MAX_RANKED]
        known = Post.objects.filter(
            pk__in=newest, is_secret=False, posted_at_is_estimated=False
        ).annotate(measure=_EXPRESSIONS[self.by])
        return known.filter(measure__gt=0) if self.by is Measure.POINTS else known


def ranking_of(
    boards: Iterable[int],
    period: Period,
    by: Measure,
    *,
    limit: int,
    category: int | None = None,
) -> Ranking:
    """Return the first posts, at most so many, of a period that ends now, on these boards.

    Args:
        category: takes the posts of this one alone; it is one of the only board.
    """
    candidates = _Candidates(sorted(boards), category, by)
    key = _cache_key(candidates, period, limit)
    ranking = cache.get(key)
    if ranking is None:
        ranking = tuple(_ranking(candidates, period, limit))
        # Where nothing can be written just now, people still read.
        with suppress(DatabaseError, OSError):
            cache.set(key, ranking, CACHED_FOR)
    return Ranking(*ranking)


def _ranking(candidates: _Candidates, period: Period, limit: int) -> Ranking:
    now = timezone.now()
    ranking = _first_between(candidates, now - period.length, now, limit)
    if ranking.keys:
        return ranking
    until = _newest(candidates, now)
    if until is None:
        return Ranking([], None, is_cut=False)
    start = until.posted_at - period.length
    return _first_between(candidates, start, until.posted_at, limit)._replace(until=until)


def _newest(candidates: _Candidates, now: datetime) -> Newest | None:
    """Return the newest post that counts; where points are asked for, of the last MAX_RANKED."""
    before = candidates.published().filter(posted_at__lte=now)
    if candidates.by is Measure.POINTS:
        counting = candidates.among(before)
    else:
        counting = before.filter(is_secret=False, posted_at_is_estimated=False)
    found = counting.newest_first().values_list(*Newest._fields).first()
    return None if found is None else Newest(*found)


def _first_between(candidates: _Candidates, start: datetime, end: datetime, limit: int) -> Ranking:
    within = candidates.published().filter(posted_at__gt=start, posted_at__lte=end)
    ordered = candidates.among(within).order_by("-measure", "-posted_at", "-id")
    keys = list(ordered.values_list("pk", flat=True)[:limit])
    is_cut = bool(keys) and within.newest_first()[: MAX_RANKED + 1].count() > MAX_RANKED
    return Ranking(keys, None, is_cut)


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


def rows_of_ranked(
    keys: Iterable[int], boards: Iterable[Board], *, category: Category | None = None
) -> list[ListRow]:
    """Return the rows of ranked posts in this order, as far as they are still there for everyone.

    Args:
        boards, category: on and in which they were ranked; what left them since is left out.
    """
    wanted = list(keys)
    posts = Post.objects.published().on_any_of([board.pk for board in boards])
    posts = posts.filter(pk__in=wanted, is_secret=False)
    if category is not None:
        posts = posts.filter(category=category)
    found = {row.pk: row for row in map(ListRow.of, posts.as_rows())}
    return [found[pk] for pk in wanted if pk in found]


def _cache_key(candidates: _Candidates, period: Period, limit: int) -> str:
    boards, category, by = candidates
    on = hashlib.sha256(",".join(map(str, boards)).encode()).hexdigest()
    return f"ranking:{by.value}:{period}:{limit}:{category or 'all'}:{on}"
