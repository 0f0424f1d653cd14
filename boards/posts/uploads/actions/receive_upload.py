"""Takes a file that a member sends."""

from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import uuid4

from django.core.exceptions import PermissionDenied
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from boards.background.queueing import enqueue_once
from boards.limits.counting import seconds_to_wait
from boards.limits.refusals import TooOften
from boards.limits.senders import as_sender
from boards.members.models import Member
from boards.members.restrictions import check_may_write
from boards.posts.models import Upload
from boards.posts.uploads.actions.make_renditions import finish_picture_in_background
from boards.posts.uploads.actions.sweep_uploads import KEPT_UNUSED, sweep_uploads_in_background
from boards.posts.uploads.attachment_types import AttachmentType, DamagedAttachmentError
from boards.posts.uploads.attachments import attachment_type
from boards.posts.uploads.names import clean_stem
from boards.posts.uploads.pictures import PictureRefusedError, make_pictures
from boards.posts.uploads.refusals import MAX_BYTES, MAX_UNUSED, refusal
from boards.posts.uploads.storing import on_disk, original_file, remove_files, store_pictures

PICTURE_TYPE = "image/webp"


def receive_upload(
    *, owner: Member, file: UploadedFile, digest: str = "", pictures_only: bool = False
) -> Upload:
    """Check and store a picture or an attachment, which no post shows yet.

    The smallest size of a picture is there at once; the others follow in the background. Whatever
    is said of the file, its name above all, its content decides.

    Args:
        digest: by which a picture that came inside a text is known again.
        pictures_only: refuse attachments.

    Raises:
        PermissionDenied: when the account is switched off.
        Silenced: when moderators keep the member from writing anywhere.
        ValidationError: when the file is refused; `code` is a key of `refusals.SENTENCES`.
        TooOften: when the member has sent too many lately.
    """
    if not owner.is_active:
        raise PermissionDenied
    check_may_write(owner)
    _check_amount(owner, file)
    _check_rate(owner)
    upload = Upload(id=uuid4(), owner=owner, digest=digest)
    try:
        attachment = attachment_type(file)
        if attachment and pictures_only:
            raise refusal("pictures_only")
        if attachment:
            _take_attachment(upload, file, attachment)
        else:
            _take_picture(upload, file)
        _store_row(upload)
    except DamagedAttachmentError as error:
        raise refusal("damaged") from error
    except PictureRefusedError as error:
        is_other = pictures_only and error.reason == "not_a_picture"
        raise refusal("pictures_only" if is_other else error.reason) from error
    except BaseException:
        remove_files(upload.pk)
        raise
    return upload


def _check_amount(owner: Member, file: UploadedFile) -> None:
    if not file.size:
        raise refusal("empty")
    if file.size > MAX_BYTES:
        raise refusal("too_large")
    # Several at once may exceed the number by a few, which does no harm.
    if Upload.objects.filter(owner=owner, post__isnull=True).count() >= MAX_UNUSED:
        raise refusal("too_many")


def _check_rate(owner: Member) -> None:
    """Count the file, whichever of the forms it came by."""
    if wait := seconds_to_wait(as_sender(owner), "upload"):
        raise TooOften(wait)


def _take_attachment(upload: Upload, file: UploadedFile, attachment: AttachmentType) -> None:
    upload.kind = Upload.FileKind.ATTACHMENT
    upload.progress = Upload.Progress.READY
    upload.name = f"{clean_stem(file.name or '')}.{attachment.ending}"
    upload.media_type = attachment.media_type
    _store_as_sent(upload, file)


def _take_picture(upload: Upload, file: UploadedFile) -> None:
    with on_disk(file) as source, TemporaryDirectory() as folder:
        pictures = make_pictures(source, Path(folder), stage="first")
        store_pictures(upload.pk, Path(folder))
    upload.kind = Upload.FileKind.PICTURE
    upload.name = clean_stem(file.name or "")
    upload.media_type = PICTURE_TYPE
    upload.width, upload.height = pictures.width, pictures.height
    upload.widths = pictures.widths
    upload.is_first_only = pictures.is_first_only
    _store_as_sent(upload, file)


def _store_as_sent(upload: Upload, file: UploadedFile) -> None:
    file.seek(0)
    upload.size = file.size or 0
    upload.file.name = default_storage.save(original_file(upload.pk), file)


@transaction.atomic
def _store_row(upload: Upload) -> None:
    upload.save()
    if upload.kind == Upload.FileKind.PICTURE:
        finish_picture_in_background.enqueue(str(upload.pk))
    enqueue_once(
        sweep_uploads_in_background,
        run_after=timezone.now() + KEPT_UNUSED + timedelta(minutes=1),
    )
