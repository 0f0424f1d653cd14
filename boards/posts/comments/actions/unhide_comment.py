"""Gives a hidden comment back to its readers."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import comment_to_moderate, log
from boards.posts.counting import add_to_counts
from boards.posts.locking import check_is_not_waiting
from boards.posts.models import Comment
from boards.posts.signals import comment_shown, unhiding
from boards.posts.states import State


@transaction.atomic
def unhide_comment(*, comment: Comment, by: Member | None) -> Comment:
    """Publish a comment that was hidden or refused; showing a published one changes nothing.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted, the comment waits for
            approval, or somebody else has to decide about it.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    if comment.state == State.PUBLISHED:
        return comment
    check_is_not_waiting(comment)
    unhiding.send(sender=Comment, row=comment, by=by)
    comment.state = State.PUBLISHED
    comment.save(update_fields=["state"])
    add_to_counts(comment.post_id, comments=1)
    log(comment=comment, by=by, verb="unhide", message=_("Shown again."))
    comment_shown.send(sender=Comment, comment=comment, by=by)
    return comment
