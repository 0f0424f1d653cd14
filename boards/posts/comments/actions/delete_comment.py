"""Puts a comment into the trash."""

from copy import copy

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import locked_comment, log
from boards.posts.comments.permissions import can_delete, is_author
from boards.posts.comments.places import leave_place
from boards.posts.counting import take_from_counts
from boards.posts.models import Comment
from boards.posts.permissions import can_moderate
from boards.posts.signals import comment_deleted
from boards.posts.trashing import put_in_trash


@transaction.atomic
def delete_comment(*, comment: Comment, by: Member | None) -> None:
    """Take a comment from everybody; one with replies leaves an empty place among them.

    It can be restored until it is purged.

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
    is_own = is_author(by, comment)
    if not is_own:
        log(comment=comment, by=by, verb="delete", message=_("Deleted."))
    put_in_trash(comment, by=by, is_own=is_own)
    if comment.is_published:
        take_from_counts(comment.post_id, comments=1)
    as_it_was = copy(comment)
    leave_place(comment)
    # Told when it is gone, so that nobody finds the post by its words.
    comment_deleted.send(sender=Comment, comment=as_it_was, by=by)
