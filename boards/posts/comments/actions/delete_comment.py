"""Deletes a comment for good."""

from copy import copy

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import locked_comment, log
from boards.posts.comments.permissions import can_delete, is_author
from boards.posts.counting import take_from_counts
from boards.posts.models import Comment
from boards.posts.permissions import can_moderate
from boards.posts.signals import comment_deleted
from boards.posts.states import State

NOTHING = "-"  # what stays of the text: the table wants one


@transaction.atomic
def delete_comment(*, comment: Comment, by: Member | None) -> None:
    """Delete a comment; one with replies leaves an empty stub, until the last reply is deleted.

    Args:
        by: the comment's author or a moderator; None for the system.

    Raises:
        PermissionDenied: when `by` is neither, or a moderator hid the comment of its author.
        ValidationError: with the code `deleted`, when the comment or its post is gone already.
    """
    comment = locked_comment(comment)
    moderates = by is None or can_moderate(by, comment.post)
    if not can_delete(by, comment, can_moderate=moderates):
        raise PermissionDenied
    if not is_author(by, comment):
        log(comment=comment, by=by, verb="delete", message=_("Deleted."))
    if comment.is_published:
        take_from_counts(comment.post_id, comments=1)
    as_it_was = copy(comment)
    if comment.replies.exists():
        _leave_stub(comment)
    else:
        _remove_branch(comment)
    # Told when its words are gone, so that nobody finds the post by them.
    comment_deleted.send(sender=Comment, comment=as_it_was, by=by)


def _leave_stub(comment: Comment) -> None:
    comment.revisions.all().delete()
    comment.recommended.all().delete()
    comment.pictures.all().delete()  # sends a signal for each, whose files go in the background
    comment.state = State.DELETED
    comment.text, comment.body, comment.recommends = NOTHING, "", 0
    comment.save(update_fields=["state", "text", "body", "recommends"])


def _remove_branch(comment: Comment) -> None:
    """Remove a comment without replies, and the stubs above it that were only there for it."""
    leaf: Comment | None = comment
    while leaf is not None:
        above = leaf.parent
        leaf.delete()
        is_empty_stub = (
            above is not None and above.state == State.DELETED and not above.replies.exists()
        )
        leaf = above if is_empty_stub else None
