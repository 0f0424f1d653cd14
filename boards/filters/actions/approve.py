"""Publishes what waited for a moderator."""

from datetime import timedelta

from django.db import transaction

from boards.filters.actions.deciding import row_to_decide, store_decision
from boards.filters.models import Waiting
from boards.members.models import Member
from boards.posts.comments.actions.approve_comment import approve_comment
from boards.posts.moderation.actions.approve_post import approve_post

AT_ONCE = timedelta(minutes=1)  # a post with an earlier time than this was given it


@transaction.atomic
def approve(*, row: Waiting, by: Member) -> Waiting:
    """Publish the text with all that follows; of a text that is only marked, take the mark.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: when it was decided or deleted in the meantime.
    """
    row = row_to_decide(row, by)
    if row.is_held and row.comment is not None:
        approve_comment(comment=row.comment, by=by, is_edit=row.is_edit)
    elif row.is_held:
        was_given = row.post.posted_at < row.held_at - AT_ONCE
        approve_post(post=row.post, by=by, is_edit=row.is_edit, keeps_time=was_given)
    store_decision(row, by=by, decision=Waiting.Decision.APPROVED)
    return row
