"""Publishes a comment that waited for a moderator."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import comment_to_moderate, log
from boards.posts.comments.mentions import members_in
from boards.posts.counting import add_to_counts
from boards.posts.locking import check_is_waiting
from boards.posts.models import Comment
from boards.posts.signals import comment_published, comment_shown
from boards.posts.states import State


@transaction.atomic
def approve_comment(*, comment: Comment, by: Member, is_edit: bool) -> Comment:
    """Publish the comment with all that follows from it, at this moment; one that was edited stays.

    Args:
        is_edit: it was published before.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted, or it does not wait any more.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    check_is_waiting(comment)
    comment.state = State.PUBLISHED
    if not is_edit:
        comment.posted_at = timezone.now()
    comment.save(update_fields=["state", "posted_at"])
    add_to_counts(comment.post_id, comments=1)
    log(comment=comment, by=by, verb="approve", message=_("Approved."))
    if is_edit:
        comment_shown.send(sender=Comment, comment=comment, by=by)
    else:
        mentioned = sorted(members_in([comment.body]) - {comment.author_id or 0})
        comment_published.send(
            sender=Comment, comment=comment, mentioned=mentioned, is_approval=True
        )
    return comment
