"""Keeps the counts beside the posts: one statement for each change, right under many at once."""

from django.db import connection
from django.db.models import F

from boards.posts.models import PostCounts

ADD = f"""
INSERT INTO {PostCounts._meta.db_table} AS counts (post_id, comments, recommends)
VALUES (%s, %s, %s)
ON CONFLICT (post_id) DO UPDATE SET
    comments = counts.comments + excluded.comments,
    recommends = counts.recommends + excluded.recommends
"""  # noqa: S608


def add_to_counts(post_id: int, *, comments: int = 0, recommends: int = 0) -> None:
    """Add to the counts of a post, which may have none yet; numbers are not negative."""
    with connection.cursor() as cursor:
        cursor.execute(ADD, (post_id, comments, recommends))


def take_from_counts(post_id: int, *, comments: int = 0, recommends: int = 0) -> None:
    """Take from the counts of a post what was added before; numbers are not negative."""
    PostCounts.objects.filter(post=post_id).update(
        comments=F("comments") - comments, recommends=F("recommends") - recommends
    )
