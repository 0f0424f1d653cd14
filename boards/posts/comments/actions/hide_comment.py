"""Hides a comment from readers."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import comment_to_moderate, log
from boards.posts.counting import take_from_counts
from boards.posts.models import Comment
from boards.posts.signals import comment_hidden
from boards.posts.states import State


@transaction.atomic
def hide_comment(*, comment: Comment, by: Member | None, reason: str = "") -> Comment:
    """Leave the comment to the moderators' eyes; hiding a hidden comment changes nothing.

    Args:
        by: the moderator; None for the system.
        reason: for the admin's log, where other moderators read it.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    if comment.state == State.HIDDEN:
        return comment
    was_counted = comment.is_published
    comment.state = State.HIDDEN
    comment.save(update_fields=["state"])
    if was_counted:
        take_from_counts(comment.post_id, comments=1)
    log(comment=comment, by=by, verb="hide", message=_("Hidden."), reason=reason)
    comment_hidden.send(sender=Comment, comment=comment, by=by)
    return comment
