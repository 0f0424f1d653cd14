"""Changes the text and the picture of a comment."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from boards.members.models import Member
from boards.posts.comments.locking import locked_comment
from boards.posts.comments.mentions import members_in
from boards.posts.comments.permissions import can_open, check_can_edit
from boards.posts.comments.pictures import (
    alt_of,
    free_picture,
    give_picture,
    markup_of_picture,
    picture_markup_in,
    picture_of,
)
from boards.posts.comments.texts import set_text
from boards.posts.counting import take_from_counts
from boards.posts.form_versions import check_version, fingerprint_of
from boards.posts.models import Comment, CommentRevision
from boards.posts.screening import screened
from boards.posts.signals import comment_edited, comment_held


@transaction.atomic
def edit_comment(
    *,
    comment: Comment,
    by: Member,
    text: str,
    picture: UUID | None = None,
    alt: str | None = None,
    removes_picture: bool = False,
    version: int | None = None,
) -> Comment:
    """Give a comment another text or picture and keep the old one; the same changes nothing.

    A picture that goes stays with the earlier version, for those who may read that.

    Args:
        picture: another one, the id of an upload of the author; None leaves it as it is.
        alt: what the picture shows; None leaves it as it is.
        removes_picture: leave none, unless `picture` is another one.
        version: `version_of_comment` from which the edit began; None asks for no check.

    Raises:
        ChangedMeanwhile: when the comment has another version by now.
        PermissionDenied: when `by` did not write the comment or may no longer read it.
        Silenced: when moderators keep `by` from writing on the board.
        ValidationError: for the field `text` or `picture`; with the code `too_late` when the
            minutes for edits are over; with the code `deleted` when the comment or its post is
            gone.
    """
    comment = locked_comment(comment)
    if not can_open(by, comment):
        raise PermissionDenied
    check_can_edit(by, comment, post=comment.post)
    before, mentioned_before = _Before(comment), members_in([comment.body])
    shown = _picture_after(comment, picture, alt=alt, removes=removes_picture)
    mentioned = set_text(comment, text, writer=by, has_picture=bool(shown))
    comment.body += shown
    if comment.text == before.text and shown == before.picture:
        return comment
    check_version(version, before.version)
    comment.edited_at = timezone.now()
    CommentRevision.objects.create(
        comment=comment, text=before.text, picture=before.picture, replaced_at=comment.edited_at
    )
    stored = screened(comment, by=by, is_edit=True)
    comment.save(update_fields=["text", "body", "edited_at", "state"])
    stored()
    if not comment.is_published:
        take_from_counts(comment.post_id, comments=1)
        comment_held.send(sender=Comment, comment=comment)
        return comment
    new = [pk for pk in mentioned if pk not in mentioned_before]
    comment_edited.send(sender=Comment, comment=comment, mentioned=new)
    return comment


def version_of_comment(comment: Comment) -> int:
    """Return a number that stands for what the form of an edit shows of the comment."""
    return _Before(comment).version


class _Before:
    """What a comment shows before an edit."""

    def __init__(self, comment: Comment) -> None:
        self.text, self.picture = comment.text, picture_markup_in(comment.body)

    @property
    def version(self) -> int:
        """The number that stands for it."""
        return fingerprint_of(self.text, self.picture)


def _picture_after(
    comment: Comment, picture: UUID | None, *, alt: str | None, removes: bool
) -> str:
    """Return the HTML of the picture that the comment has after an edit, and give it to it."""
    if picture is not None:
        upload = free_picture(picture, comment)
        give_picture(comment, upload)
        return markup_of_picture(upload, alt=alt or "")
    kept = None if removes else picture_of(comment)
    if kept is None:  # one that an admin has removed goes as well
        return ""
    return markup_of_picture(kept, alt=alt_of(comment) if alt is None else alt)
