"""Changes the text of a comment."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import locked_comment
from boards.posts.comments.mentions import members_in
from boards.posts.comments.permissions import can_edit, can_open, is_author
from boards.posts.comments.texts import set_text
from boards.posts.form_versions import check_version, fingerprint_of
from boards.posts.models import Comment, CommentRevision
from boards.posts.signals import comment_edited


@transaction.atomic
def edit_comment(*, comment: Comment, by: Member, text: str, version: int | None = None) -> Comment:
    """Give a comment another text and keep the old one; the same text changes nothing.

    Args:
        version: `version_of_comment` from which the edit began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the comment has another version by now.
        PermissionDenied: when `by` did not write the comment or may no longer read it.
        ValidationError: for the field `text`; with the code `too_late` when the minutes for
            edits are over; with the code `deleted` when the comment or its post is gone.
    """
    comment = locked_comment(comment)
    if not is_author(by, comment) or not can_open(by, comment):
        raise PermissionDenied
    if not can_edit(by, comment):
        raise ValidationError(_("This comment can no longer be changed."), code="too_late")
    old_text, mentioned_before = comment.text, members_in([comment.body])
    mentioned = set_text(comment, text, writer=by)
    if comment.text == old_text:
        return comment
    check_version(version, fingerprint_of(old_text))
    comment.edited_at = timezone.now()
    CommentRevision.objects.create(comment=comment, text=old_text, replaced_at=comment.edited_at)
    comment.save(update_fields=["text", "body", "edited_at"])
    new = [pk for pk in mentioned if pk not in mentioned_before]
    comment_edited.send(sender=Comment, comment=comment, mentioned=new)
    return comment


def version_of_comment(comment: Comment) -> int:
    """Return a number that stands for what the form of an edit shows of the comment."""
    return fingerprint_of(comment.text)
