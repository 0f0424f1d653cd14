"""The picture of a comment: one at most, shown small below the text, and whole behind a link.

Its HTML stands in the comment's stored body, as pictures do in a post's, so that a page of comments
asks for no more than before.
"""

import re
from html import unescape
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Comment, Upload
from boards.posts.text.sanitising import plain_text
from boards.posts.uploads.actions.attach_uploads import WITHHELD
from boards.posts.uploads.markup import upload_ids
from boards.posts.uploads.plain_form import one_line

_PICTURE = re.compile(r'<p class="comment__picture">.*?</p>', re.DOTALL)
_ALT = re.compile(r' alt="([^"]*)"')


def picture_markup_in(body: str) -> str:
    """Return the HTML of the picture in a comment's body; empty when there is none."""
    found = _PICTURE.search(body)
    return found[0] if found else ""


def picture_of(comment: Comment) -> Upload | None:
    """Return the picture that a comment shows."""
    ids = upload_ids(picture_markup_in(comment.body))
    return comment.pictures.filter(pk__in=ids).first() if ids else None


def alt_of(comment: Comment) -> str:
    """Return what a comment's picture shows, as its author described it."""
    found = _ALT.search(picture_markup_in(comment.body))
    return unescape(found[1]) if found else ""


def words_of(markup: str) -> str:
    """Return what the HTML of a comment says, in words, where no picture can stand."""
    words = plain_text(markup)
    return words or (gettext("Picture") if "comment__picture" in markup else "")


def named(markup: str) -> str:
    """Return a comment's HTML, its picture with a name for whom it is read to; for each viewer.

    The picture is a link, which needs one even where its author described nothing.
    """
    if "comment__picture" not in markup:
        return markup
    return _PICTURE.sub(lambda found: _with_name(found[0]), markup)


def free_picture(picture: UUID, comment: Comment) -> Upload:
    """Return a picture that the comment's author sent for it, locked until the transaction ends.

    Raises:
        ValidationError: for the field `picture`: when it is gone, somebody else's, in use, or
            withheld by law.
    """
    found = (
        Upload.objects.select_for_update(of=("self",))
        .filter(pk=picture, owner=comment.author_id, kind=Upload.FileKind.PICTURE)
        .filter(post__isnull=True)
        .first()
    )
    if found is None:
        raise ValidationError(
            {"picture": _("The picture is no longer there. Choose it again.")}, code="picture_gone"
        )
    if found.withheld_at is not None:
        raise ValidationError({"picture": WITHHELD}, code="withheld")
    return found


def give_picture(comment: Comment, upload: Upload) -> None:
    """Let a stored comment have a picture from `free_picture`."""
    upload.post, upload.comment = comment.post, comment
    upload.save(update_fields=["post", "comment"])


def markup_of_picture(upload: Upload, *, alt: str) -> str:
    """Return the HTML of a picture below a comment: small, with a link to the whole."""
    width = upload.widths[0]
    return format_html(
        '<p class="comment__picture"><a href="{}"><img src="{}" alt="{}" width="{}" height="{}"'
        ' loading="lazy"></a></p>',
        upload.get_absolute_url(),
        upload.url_of(width),
        one_line(alt),
        width,
        upload.height_of(width),
    )


def _with_name(markup: str) -> str:
    return markup.replace(' alt=""', f' alt="{gettext("Picture")}"')
