"""Stores what a picture looks like, and withholds a copy of one that was removed by law."""

from collections.abc import Callable
from uuid import UUID

from django.db import transaction

from boards.posts.models import PictureFingerprint, RefusedPicture, Upload
from boards.posts.uploads.actions.withhold_upload import withhold_upload
from boards.posts.uploads.pictures import fingerprint_of
from boards.posts.uploads.storing import local_copy, picture_file

# Told of an upload that was withheld, and of the number of the request: a room above records it.
Listener = Callable[[Upload, int], None]
_listeners: list[Listener] = []


def when_withheld(listener: Listener) -> None:
    """Have this called, in the transaction, when a copy was withheld."""
    _listeners[:] = [listener]


@transaction.atomic
def store_fingerprint(*, upload: Upload, bits: int) -> None:
    """Store a fingerprint, once; withhold the picture where it is a copy of a refused one."""
    if not Upload.objects.select_for_update().filter(pk=upload.pk).exists():
        return  # removed while it was looked at
    columns = PictureFingerprint.objects.with_bits(bits)
    PictureFingerprint.objects.update_or_create(upload=upload, defaults=columns)
    refused = RefusedPicture.objects.like(bits)
    if refused:
        withhold_upload(upload=upload)
        for listener in _listeners:
            listener(upload, refused[0].request_number)


def fingerprint_upload(*, upload_id: UUID) -> bool:
    """Look at a stored picture, and store its fingerprint; say whether there is one.

    A picture without any detail has none, nor has one whose file is gone.
    """
    upload = Upload.objects.filter(pk=upload_id, kind=Upload.FileKind.PICTURE).first()
    if upload is None or not upload.widths:
        return False
    try:
        with local_copy(picture_file(upload_id, upload.widths[0])) as source:
            bits = fingerprint_of(source)
    except FileNotFoundError:
        return False
    if bits is None:
        return False
    store_fingerprint(upload=upload, bits=bits)
    return True
