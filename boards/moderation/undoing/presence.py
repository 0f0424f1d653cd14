"""Which lines of the log are about something that is still there to be changed back.

Authors delete what is theirs without a line of the log, and the trash is emptied without one. What
is gone is refused when it is pressed; here it is not offered.
"""

from django.db.models import BigIntegerField, Case, F, OuterRef, QuerySet, Subquery, When
from django.db.models.functions import Cast

from boards.moderation.models import ModerationEntry
from boards.posts.models import Comment, CommentMerge, Post, Trashed
from boards.posts.states import GONE, State

# Of posts and comments alone is the number of a thing the key of a row of these tables: `Case`
# reads it where the kind is one of them.
_KEY = Cast(OuterRef("target_id"), BigIntegerField())


def with_presence(entries: "QuerySet[ModerationEntry]") -> "QuerySet[ModerationEntry]":
    """Give each line `present`, None where nothing is left to undo, within the query of the lines.

    Each is a scalar subquery, asked for the lines of the page by the key: of an `Exists`, a
    database may instead read all posts there are.
    """
    in_trash = Trashed.objects.restorable_by_moderators()
    whens = [
        When(kind="post", verb="delete", then=_key_of(in_trash.filter(post=_KEY, comment=None))),
        When(kind="post", verb="merge_comments", then=_key_of(_merges())),
        When(kind="post", then=_key_of(Post.objects.filter(pk=_KEY).exclude(state=State.DELETED))),
        When(
            kind="comment",
            verb="delete",
            then=_key_of(in_trash.filter(comment=_KEY).exclude(post__state=State.DELETED)),
        ),
        When(kind="comment", then=_key_of(_comments())),
    ]
    return entries.annotate(present=Case(*whens, default=F("pk"), output_field=BigIntegerField()))


def _key_of(rows: "QuerySet") -> Subquery:
    return Subquery(rows.order_by().values("pk")[:1])


def _merges() -> "QuerySet[CommentMerge]":
    merges = CommentMerge.objects.filter(source=_KEY, undone_at=None)
    return merges.exclude(source__state=State.DELETED).exclude(target__state=State.DELETED)


def _comments() -> "QuerySet[Comment]":
    there = Comment.objects.filter(pk=_KEY).exclude(state__in=GONE)
    return there.exclude(post__state=State.DELETED)
