"""Stores what a picture looks like, and withholds a copy of one that was removed by law."""

from uuid import UUID

from django.db import transaction

from boards.posts.models import PictureFingerprint, RefusedPicture, Upload
from boards.posts.signals import upload_refused
from boards.posts.uploads.actions.withhold_upload import withhold_upload
from boards.posts.uploads.locking import locked_upload
from boards.posts.uploads.pictures import fingerprint_of
from boards.posts.uploads.storing import local_copy, picture_file


@transaction.atomic
def store_fingerprint(*, upload_id: UUID, bits: int | None) -> None:
    """Store a fingerprint, once; withhold the picture where it is a copy of a refused one.

    A picture that has a fingerprint stays as it is: somebody may have looked at it since.

    Args:
        bits: signed; None of a picture without any detail, which is a copy of none.
    """
    upload = locked_upload(upload_id)
    if upload is None:
        return  # removed while it was looked at
    columns = PictureFingerprint.objects.with_bits(bits)
    _stored, is_new = PictureFingerprint.objects.get_or_create(upload=upload, defaults=columns)
    if not is_new:
        return
    for refused in RefusedPicture.objects.like(bits, at_most=1):
        number = refused.request_number
        upload_refused.send(sender=Upload, upload=upload, request_number=number)
        withhold_upload(upload=upload)


def fingerprint_upload(*, upload_id: UUID) -> bool:
    """Look at a stored picture, and store its fingerprint; say whether its file could be read."""
    upload = Upload.objects.filter(pk=upload_id, kind=Upload.FileKind.PICTURE).first()
    if upload is None or not upload.widths:
        return False
    try:
        with local_copy(picture_file(upload_id, upload.widths[0])) as source:
            bits = fingerprint_of(source)
    except FileNotFoundError:
        return False
    store_fingerprint(upload_id=upload_id, bits=bits)
    return True
