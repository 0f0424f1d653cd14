"""Gives a post the files that its text shows."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Post, Upload
from boards.posts.uploads.markup import upload_ids
from boards.posts.uploads.thumbnails import choose_thumbnail

WITHHELD = _(
    "A picture in the text was removed from this site before, as somebody asked for it by law. "
    "Take it out."
)


def attach_uploads(*, post: Post, body: str) -> None:
    """Attach the author's pictures and files that a text shows to its post.

    Lists show the first of the pictures that is not withheld.

    What an edit takes out of the text stays attached: earlier versions show it, to those who may
    read them.

    Args:
        post: saved before.
        body: sanitised HTML.

    Raises:
        ValidationError: for a file that somebody else sent, that another post has, or that is
            gone; under the key `body`.
    """
    ids = upload_ids(body)
    uploads = _attach(post, ids) if ids else []
    choose_thumbnail(post, uploads)


@transaction.atomic
def _attach(post: Post, ids: set[UUID]) -> list[Upload]:
    uploads = list(Upload.objects.select_for_update().filter(pk__in=ids))
    if len(uploads) < len(ids):
        raise ValidationError(
            {"body": _("A picture or file in the text is no longer there. Send it again.")}
        )
    if any(not _may_have(post, upload) for upload in uploads):
        raise ValidationError(
            {"body": _("A picture or file in the text belongs to another post. Send it again.")}
        )
    if any(upload.withheld_at and upload.post_id is None for upload in uploads):
        raise ValidationError({"body": WITHHELD})
    Upload.objects.filter(pk__in=ids).update(post=post)
    return uploads


def _may_have(post: Post, upload: Upload) -> bool:
    if upload.post_id is None:
        return upload.owner_id == post.author_id
    return upload.post_id == post.pk and upload.comment_id is None
