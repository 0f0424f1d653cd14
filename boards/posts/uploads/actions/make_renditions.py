"""Makes every size of a picture that a member sent."""

from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from django.core.files.storage import default_storage
from django_tasks import TaskContext, task

from boards.background.retrying import ATTEMPTS, NotWorthRetryingError
from boards.posts.models import Upload
from boards.posts.uploads.actions.fingerprint_upload import store_fingerprint
from boards.posts.uploads.pictures import PictureRefusedError, make_pictures
from boards.posts.uploads.storing import local_copy, original_file, remove_files, store_pictures


class PictureUnreadableError(NotWorthRetryingError):
    """The picture keeps its smallest size: nothing can be made of what was sent."""


def make_renditions(*, upload_id: UUID) -> None:
    """Store every size and remove the file as it was sent, with all that it says of its sender.

    Doing it twice, or while the upload is removed, does no harm. A picture that cannot be read
    keeps its smallest size and is marked as failed.

    Raises:
        PictureUnreadableError: when it was marked as failed.
        OSError, PictureRefusedError: when the storage does not answer, or the machine has too
            much to do, so that it is worth another attempt.
    """
    upload = Upload.objects.filter(pk=upload_id, kind=Upload.FileKind.PICTURE).first()
    if upload is None:
        return
    progress = upload.progress
    if progress == Upload.Progress.WAITING:
        progress = _make_sizes(upload)
        _settle(upload, progress)
    default_storage.delete(original_file(upload_id))
    if progress == Upload.Progress.FAILED:
        raise PictureUnreadableError


def give_up_picture(*, upload_id: UUID) -> None:
    """Mark a picture as failed, when no attempt is left."""
    for upload in Upload.objects.filter(pk=upload_id):
        _settle(upload, Upload.Progress.FAILED)
    default_storage.delete(original_file(upload_id))


@task(takes_context=True)
def finish_picture_in_background(context: TaskContext, upload_id: str) -> None:
    """Make every size of a picture; see `make_renditions`."""
    try:
        make_renditions(upload_id=UUID(upload_id))
    except NotWorthRetryingError:
        raise
    except Exception:
        if context.attempt >= ATTEMPTS:
            give_up_picture(upload_id=UUID(upload_id))
        raise


def _make_sizes(upload: Upload) -> Upload.Progress:
    with local_copy(original_file(upload.pk)) as source, TemporaryDirectory() as folder:
        try:
            pictures = make_pictures(source, Path(folder), stage="all")
        except PictureRefusedError as refusal:
            if refusal.reason == "too_slow":
                raise
            return Upload.Progress.FAILED
        store_pictures(upload.pk, Path(folder))
    store_fingerprint(upload_id=upload.pk, bits=pictures.fingerprint)
    return Upload.Progress.READY


def _settle(upload: Upload, progress: Upload.Progress) -> None:
    waiting = Upload.objects.filter(pk=upload.pk, progress=Upload.Progress.WAITING)
    waiting.update(progress=progress, file="")
    if not Upload.objects.filter(pk=upload.pk).exists():
        remove_files(upload.pk)  # stored after its upload was removed
