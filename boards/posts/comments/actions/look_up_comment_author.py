"""Tells a moderator who the anonymous author of a comment is."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import locked_comment, log
from boards.posts.comments.permissions import can_look_up_author
from boards.posts.models import Comment


@transaction.atomic
def look_up_comment_author(*, comment: Comment, by: Member) -> Member | None:
    """Return the author of an anonymous comment; the admin's log keeps that `by` asked.

    None means that the author's account is gone.

    Raises:
        PermissionDenied: when `by` may not ask.
        ValidationError: when the comment or its post was deleted.
    """
    comment = locked_comment(comment)
    if not can_look_up_author(by, comment):
        raise PermissionDenied
    message = _("Looked up the anonymous author.")
    log(comment=comment, by=by, verb="look_up_author", message=message)
    return comment.author
