"""Background work of the posts room; each task may run twice."""

from uuid import UUID

from django.utils import timezone
from django_tasks import TaskContext, task

from boards.background.queueing import enqueue_once
from boards.background.retrying import ATTEMPTS
from boards.posts.actions.finish_picture import finish_picture, give_up_picture
from boards.posts.actions.sweep_uploads import KEPT_UNUSED, sweep_uploads
from boards.posts.models import Upload
from boards.posts.uploads.storing import remove_files


@task(takes_context=True)
def finish_picture_in_background(context: TaskContext, upload_id: str) -> None:
    """Make every size of a picture; see `finish_picture`."""
    try:
        finish_picture(upload_id=UUID(upload_id))
    except Exception:
        if context.attempt >= ATTEMPTS:
            give_up_picture(upload_id=UUID(upload_id))
        raise


@task()
def remove_files_in_background(upload_id: str) -> None:
    """Remove the files of an upload whose row is gone."""
    remove_files(UUID(upload_id))


@task()
def sweep_uploads_in_background() -> None:
    """Remove files that nobody used, and come back while there are some that are too young."""
    sweep_uploads()
    if Upload.objects.filter(post__isnull=True).exists():
        enqueue_once(sweep_uploads_in_background, run_after=timezone.now() + KEPT_UNUSED)
