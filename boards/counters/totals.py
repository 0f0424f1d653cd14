"""Adds views to the totals that pages and reports show."""

from collections.abc import Mapping
from datetime import date

from django.apps import apps
from django.db import connection

from boards.counters.models import DailyViews, ViewTotal

ViewsByDay = Mapping[tuple[int, date], int]

# Both skip a post that was deleted meanwhile.
ADD_TO_TOTAL = """
INSERT INTO {totals} (post_id, starting, total)
SELECT id, 0, %s FROM {posts} WHERE id = %s
ON CONFLICT (post_id) DO UPDATE SET total = {totals}.total + excluded.total
"""
ADD_TO_DAY = """
INSERT INTO {days} (post_id, day, views)
SELECT id, %s, %s FROM {posts} WHERE id = %s
ON CONFLICT (post_id, day) DO UPDATE SET views = {days}.views + excluded.views
"""


def add_to_totals(views: ViewsByDay) -> None:
    """Add numbers of views by (post id, day); call it inside a transaction.

    Rows are taken in the order of their keys, so that two roll-ups at once cannot deadlock.
    """
    by_post: dict[int, int] = {}
    for (post_id, _), number in views.items():
        by_post[post_id] = by_post.get(post_id, 0) + number
    adapt_day = connection.ops.adapt_datefield_value
    with connection.cursor() as cursor:
        cursor.executemany(
            _sql(ADD_TO_TOTAL), [(number, post_id) for post_id, number in sorted(by_post.items())]
        )
        cursor.executemany(
            _sql(ADD_TO_DAY),
            [(adapt_day(day), number, post_id) for (post_id, day), number in sorted(views.items())],
        )


def _sql(template: str) -> str:
    return template.format(
        totals=ViewTotal._meta.db_table,
        days=DailyViews._meta.db_table,
        posts=apps.get_model("boards_posts.Post")._meta.db_table,
    )
