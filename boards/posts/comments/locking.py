"""What the actions on comments share: the locks, and the log of what moderators did."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import locked_post, log_row
from boards.posts.models import Comment
from boards.posts.permissions import can_moderate
from boards.posts.states import GONE


def locked_comment(comment: Comment) -> Comment:
    """Reload a comment with its post, and hold both rows until the transaction ends.

    Everything that changes a thread waits for the post's row, so that no comment gets a reply
    while it is being deleted; a recommend waits for the comment's row.

    Raises:
        ValidationError: when the comment or its post was deleted.
    """
    post = locked_post(comment.post)
    found = (
        Comment.objects.select_for_update(of=("self",))
        .select_related("author", "parent")
        .filter(pk=comment.pk)
        .exclude(state__in=GONE)
        .first()
    )
    if found is None:
        raise ValidationError(_("This comment was deleted."), code="deleted")
    found.post = post
    return found


def comment_to_moderate(*, comment: Comment, by: Member | None) -> Comment:
    """Return the locked comment when `by` may moderate it; None stands for the system, which may.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted.
    """
    locked = locked_comment(comment)
    if by is not None and not can_moderate(by, locked.post):
        raise PermissionDenied
    return locked


def log(
    *, comment: Comment, by: Member | None, verb: str, message: str | Promise, **details: Any
) -> None:
    """Tell what was done to a comment, and by whom; `details` as `log_row` takes them."""
    log_row(comment, by=by, verb=verb, message=message, **details)
