"""What those share who change another's comment: the text, the version before, the log."""

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.comments.locking import log
from boards.posts.comments.pictures import picture_markup_in
from boards.posts.comments.texts import set_text
from boards.posts.models import Comment, CommentRevision
from boards.posts.screening import screened
from boards.posts.signals import comment_edited


def store_correction(
    comment: Comment, *, by: Member, text: str, picture: str | None = None, reason: str = ""
) -> CommentRevision | None:
    """Give a locked comment another text; return the version before, None where nothing changed.

    Names in it are read as its author reads them, and nobody is told that they are mentioned.

    Args:
        picture: safe HTML of the picture that it had before; None leaves what it has.

    Raises:
        ValidationError: for the field `text`.
    """
    before, had = comment.text, picture_markup_in(comment.body)
    shown = had if picture is None else picture
    set_text(comment, text, writer=comment.author or by, has_picture=bool(shown))
    comment.body += shown
    if (comment.text, shown) == (before, had):
        return None
    comment.edited_at = timezone.now()
    earlier = CommentRevision.objects.create(
        comment=comment, text=before, picture=had, replaced_at=comment.edited_at
    )
    stored = screened(comment, by=by, is_edit=True)
    comment.save(update_fields=["text", "body", "edited_at"])
    stored()
    log(
        comment=comment,
        by=by,
        verb="correct",
        message=_("Corrected."),
        reason=reason,
        after={"_version": earlier.pk},
    )
    comment_edited.send(sender=Comment, comment=comment, mentioned=[])
    return earlier
