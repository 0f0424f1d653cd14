"""The best posts (베스트) of a day, a week or a month.

A post scores 10 for each recommend, 3 for each comment and 1 for every 20 views, all time: what
it takes more effort to give counts more, and views alone, which are cheap, need many to matter.
Taken are published posts, not secret ones, that were posted within the period, and of known time.

The ranking walks the index of posting times over the period and reads two narrow tables of
counts. It is made anew every CACHED_FOR seconds at most, for each set of readable boards.
"""

import hashlib
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from django.core.cache import cache
from django.db import DatabaseError, models
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.viewers import Viewer
from boards.models import Board
from boards.posts.lists import rows
from boards.posts.models import Post
from boards.posts.querysets import PostQuerySet

SHOWN = 50  # posts
CACHED_FOR = 300  # seconds
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


class Newest(NamedTuple):
    """When the newest post was posted."""

    posted_at: datetime
    posted_at_is_estimated: bool
    posted_at_is_day_only: bool


@dataclass(frozen=True)
class Best:
    """The best posts of a period, the best first.

    `until` is set when nothing was posted lately: then the period ends with the newest post.
    """

    posts: list[Post]
    until: Newest | None


def best_of(viewer: Viewer | None, period: Period) -> Best:
    """Return the best posts of a period that ends now, among those the viewer may read."""
    boards = list(Board.objects.readable_by(viewer).order_by("pk").values_list("pk", flat=True))
    key = _cache_key(period, boards)
    ranking = cache.get(key)
    if ranking is None:
        ranking = _ranking(boards, period)
        # Where nothing can be written just now, people still read.
        with suppress(DatabaseError, OSError):
            cache.set(key, ranking, CACHED_FOR)
    keys, until = ranking
    posts = Post.objects.listed_for(viewer).filter(pk__in=keys, is_secret=False)
    found = {
        post.pk: post
        for post in rows.apply_visibility(posts.with_row_details().with_board(), viewer)
    }
    return Best(posts=[found[pk] for pk in keys if pk in found], until=until)


def _ranking(boards: list[int], period: Period) -> tuple[list[int], Newest | None]:
    now = timezone.now()
    if keys := _best_between(boards, now - period.length, now):
        return keys, None
    newest = _candidates(boards).filter(posted_at__lte=now).newest_first()
    found = newest.values_list(*Newest._fields).first()
    if found is None:
        return [], None
    until = Newest(*found)
    start = until.posted_at - period.length
    return _best_between(boards, start, until.posted_at), until


def _best_between(boards: list[int], start: datetime, end: datetime) -> list[int]:
    points = (
        Coalesce(F("counts__recommends"), Value(0)) * A_RECOMMEND
        + Coalesce(F("counts__comments"), Value(0)) * A_COMMENT
        + Coalesce(F("view_total__total"), Value(0)) / VIEWS_OF_A_POINT
    )
    posts = _candidates(boards).filter(posted_at__gt=start, posted_at__lte=end)
    ranked = posts.annotate(points=points).order_by("-points", "-posted_at", "-id")
    return list(ranked.values_list("pk", flat=True)[:SHOWN])


def _candidates(boards: list[int]) -> PostQuerySet[Post]:
    return Post.objects.published().filter(
        board__in=boards, is_secret=False, posted_at_is_estimated=False
    )


def _cache_key(period: Period, boards: list[int]) -> str:
    readable = hashlib.sha256(",".join(map(str, boards)).encode()).hexdigest()
    return f"best:{period}:{readable}"
