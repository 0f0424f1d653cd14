"""Withholds a file from everybody, and releases it."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from boards.posts.models import Upload
from boards.posts.uploads.locking import locked_upload
from boards.posts.uploads.thumbnails import choose_thumbnail, shown_uploads


@transaction.atomic
def withhold_upload(*, upload: Upload) -> None:
    """Serve the file to nobody any more but who decides about that; it stays stored.

    Lists show the next picture of its post. Doing it twice changes nothing.
    """
    found = locked_upload(upload.pk)
    if found is not None and found.withheld_at is None:
        _set(found, timezone.now())


@transaction.atomic
def release_upload(*, upload: Upload) -> None:
    """Serve a file again that was withheld, and show it in lists where it is the first picture."""
    found = locked_upload(upload.pk)
    if found is not None and found.withheld_at is not None:
        _set(found, None)


def _set(upload: Upload, withheld_at: datetime | None) -> None:
    upload.withheld_at = withheld_at
    upload.save(update_fields=["withheld_at"])
    post = upload.post
    if post is not None and upload.comment_id is None:
        choose_thumbnail(post, shown_uploads(post))
