"""Which posts of a list a member has read, and which have new comments since.

For members only, and only those whose settings say so: guests have what their browser knows
(`:visited`), and no page that is cached for guests depends on this.
"""

from datetime import datetime
from typing import Any, TypeGuard, TypeVar

import structlog
from django.db import connection
from django.db.models import BigAutoField, ExpressionWrapper, F, QuerySet
from django.http import HttpRequest
from django.utils import timezone

from boards.counters.readers import is_reading
from boards.db.hurrying import hurrying
from boards.db.prepared import Param, prepared
from boards.members.models import Member
from boards.members.viewers import AnyViewer, Viewer, ViewerKind
from boards.posts.listed import ListRow
from boards.posts.models import Post, ReadMark

Row = TypeVar("Row", Post, ListRow)

# Marks are asked for so many posts at once, or a multiple of it: each number is a query of its own
# to prepare.
STEP = 10

# One statement, right under two tabs at once: the later visit stays, whichever is written last.
# What others see does not depend on it, so PostgreSQL need not wait for its disk; that setting
# holds for all of a transaction, and is left alone within one.
_UPSERT = """
INSERT INTO {table} (member_id, post_id, visited_at, comments_seen)
SELECT %s, %s, %s, %s WHERE {hurries}
ON CONFLICT (post_id, member_id) DO UPDATE
SET visited_at = excluded.visited_at, comments_seen = excluded.comments_seen
WHERE {table}.visited_at <= excluded.visited_at
"""
_HURRIES = {
    True: "set_config('synchronous_commit', 'off', TRUE) = 'off'",
    False: "1 = 1",  # without a condition, SQLite takes ON CONFLICT for one of a join
}

logger = structlog.get_logger(__name__)


def with_read_marks(rows: list[Row], viewer: Viewer | None) -> list[Row]:
    """Say of each row whether the viewer has read it, and how many comments are new since.

    One query for members, none for guests.
    """
    if not rows or not _is_remembered(viewer):
        return rows
    ids = [row.pk for row in rows]
    size = -(-len(ids) // STEP) * STEP
    slots = {_slot(place): ids[min(place, len(ids) - 1)] for place in range(size)}
    seen = dict(_marks(size).fetch(viewer=viewer.pk, **slots))
    for row in rows:
        if row.pk in seen:
            row.is_read = True
            row.new_comments = max(0, row.comment_count - seen[row.pk])
    return rows


def remember_visit(request: HttpRequest, post: Post, *, comments: int) -> None:
    """Note that a member has opened a post with so many comments; never raises.

    Not for crawlers, nor for what a browser loads ahead of reading. Call it when the page is made,
    outside of a transaction.
    """
    if not _is_remembered(request.user) or not is_reading(request):
        return
    note_visit(request.user, post, comments=comments)


def note_visit(viewer: Viewer, post: Post, *, comments: int) -> None:
    """Do the same where it is certain that the member sees the post; never raises."""
    if not _is_remembered(viewer):
        return
    try:
        _store(viewer.pk, post.pk, timezone.now(), comments)
    except Exception as error:
        # A page without its mark is worth more than no page.
        logger.warning("visit_not_remembered", post_id=post.pk, cause=type(error).__name__)


def _is_remembered(viewer: Viewer | None) -> TypeGuard[Member]:
    return isinstance(viewer, Member) and viewer.is_active and viewer.remembers_reading


def _store(member_id: Any, post_id: int, now: datetime, comments: int) -> None:
    hurries = connection.vendor == "postgresql" and not connection.in_atomic_block
    sql = _UPSERT.format(table=ReadMark._meta.db_table, hurries=_HURRIES[hurries])
    moment = connection.ops.adapt_datetimefield_value(now)
    with hurrying(connection), connection.cursor() as cursor:
        cursor.execute(sql, (member_id, post_id, moment, comments))


@prepared
def _marks(size: int) -> "QuerySet[ReadMark, tuple[int, int]]":
    posts = [Param(_slot(place), BigAutoField()) for place in range(size)]
    # As a number: to look for a relation, Django would want the values at once.
    number = ExpressionWrapper(F("post_id"), output_field=BigAutoField())
    marks = ReadMark.objects.filter(member=AnyViewer(ViewerKind.MEMBER).pk)
    marks = marks.alias(key_of_post=number).filter(key_of_post__in=posts)
    return marks.values_list("post_id", "comments_seen")


def _slot(place: int) -> str:
    return f"post_{place}"
