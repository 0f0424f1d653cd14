"""Leaves a comment that waited for a moderator unpublished."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import comment_to_moderate, log
from boards.posts.locking import check_is_waiting
from boards.posts.models import Comment
from boards.posts.states import State


@transaction.atomic
def refuse_comment(*, comment: Comment, by: Member, reason: str = "") -> Comment:
    """Leave the comment to its author and the moderators.

    Args:
        reason: for the log; whoever calls tells it to the author.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted, or it does not wait any more.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    check_is_waiting(comment)
    comment.state = State.REFUSED
    comment.save(update_fields=["state"])
    log(comment=comment, by=by, verb="refuse", message=_("Refused."), reason=reason)
    return comment
