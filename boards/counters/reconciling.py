"""Proves the totals against the daily rows, and repairs them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, OuterRef, Subquery, Sum
from django.db.models.functions import Coalesce

from boards.counters.models import DailyViews, ViewTotal

BATCH = 10_000  # posts of one query


class Difference(NamedTuple):
    """A post whose total is not what its starting total and its days add up to."""

    post_id: int
    total: int
    expected: int


class Checked(NamedTuple):
    """What one step of the proof found; `posts` is how many it looked at."""

    posts: int
    differences: list[Difference]


def check_totals() -> Iterator[Checked]:
    """Compare each total with starting + the sum of its days, some thousand posts at a step.

    Each step is one statement, so a roll-up in between cannot look like a difference.
    """
    posts = _posts().order_by("pk").values_list("pk", flat=True)
    keys = list(posts[:BATCH])
    while keys:
        yield Checked(len(keys), _differences(keys[0], keys[-1]))
        keys = list(posts.filter(pk__gt=keys[-1])[:BATCH])


def repair_totals(post_ids: list[int]) -> None:
    """Set the totals of these posts to starting + the sum of their days."""
    with transaction.atomic():
        missing = [ViewTotal(post_id=post_id) for post_id in post_ids]
        ViewTotal.objects.bulk_create(missing, ignore_conflicts=True)
        totals = ViewTotal.objects.filter(post_id__in=post_ids).order_by("post_id")
        # A roll-up writes the total before the day: with the totals locked, no day changes.
        list(totals.select_for_update())
        totals.order_by().update(total=F("starting") + _sum_of_days("post_id"))


def _posts() -> "models.QuerySet[models.Model]":
    return apps.get_model("boards_posts.Post")._default_manager.all()


def _differences(first: int, last: int) -> list[Difference]:
    rows = (
        _posts()
        .filter(pk__range=(first, last))
        .annotate(
            shown=Coalesce("view_total__total", 0),
            expected=Coalesce("view_total__starting", 0) + _sum_of_days("pk"),
        )
        .exclude(shown=F("expected"))
        .order_by("pk")
        .values_list("pk", "shown", "expected")
    )
    return [Difference(*row) for row in rows]


def _sum_of_days(post: str) -> Coalesce:
    days = DailyViews.objects.filter(post=OuterRef(post)).order_by().values("post")
    summed = Subquery(days.annotate(summed=Sum("views")).values("summed"))
    return Coalesce(summed, 0, output_field=models.BigIntegerField())
