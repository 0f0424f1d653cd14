"""Makes a profile picture of a file that a member sends."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from boards.accounts.avatars.storing import store_avatar
from boards.posts.uploads.pictures import PictureRefusedError, make_pictures
from boards.posts.uploads.refusals import MEGABYTE, refusal
from boards.posts.uploads.storing import on_disk

MAX_BYTES = 10 * MEGABYTE  # a photograph as phones take it

_SENTENCES = {
    "too_large": _("This picture is larger than %(megabytes)d MB."),
    "not_a_picture": _("This is not a picture. Send JPEG, PNG, GIF, WebP, HEIC or AVIF."),
}


def store_sent_avatar(file: UploadedFile) -> UUID:
    """Store the middle of a picture in fixed sizes and without metadata; return its new key.

    Raises:
        ValidationError: when the file is refused; `code` says why.
    """
    if not file.size:
        raise refusal("empty")
    if file.size > MAX_BYTES:
        raise _refusal("too_large")
    key = uuid4()
    with on_disk(file) as source, TemporaryDirectory() as folder:
        try:
            make_pictures(source, Path(folder), stage="squares")
        except PictureRefusedError as refused:
            raise _refusal(refused.reason) from refused
        store_avatar(key, Path(folder))
    return key


def _refusal(code: str) -> ValidationError:
    if code not in _SENTENCES:
        return refusal(code)
    return ValidationError(_SENTENCES[code], code=code, params={"megabytes": MAX_BYTES // MEGABYTE})
