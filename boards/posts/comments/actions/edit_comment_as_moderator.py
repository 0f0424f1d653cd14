"""Changes what a reported comment says: a moderator does, and the author is told and can appeal."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.actions.edit_comment import version_of_comment
from boards.posts.comments.correcting import store_correction
from boards.posts.comments.locking import comment_to_moderate
from boards.posts.models import Comment, CommentRevision


@transaction.atomic
def edit_comment_as_moderator(
    *, comment: Comment, by: Member, text: str, version: int | None = None, reason: str = ""
) -> CommentRevision:
    """Give a comment another text, and return the version before; its picture stays.

    Only decisions about reports come here, as of `edit_as_moderator`.

    Args:
        version: `version_of_comment` from which the edit began; None asks for no check.
        reason: for the log.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the comment or its post was deleted; with the code `conflict`, when
            it has another version by now; with `same`, when nothing is changed; for the field
            `text`.
    """
    comment = comment_to_moderate(comment=comment, by=by)
    if version is not None and version != version_of_comment(comment):
        raise ValidationError(
            _("It was changed in the meantime. Look at it again before you send this."),
            code="conflict",
        )
    earlier = store_correction(comment, by=by, text=text, reason=reason)
    if earlier is None:
        raise ValidationError(_("You have changed nothing."), code="same")
    return earlier
