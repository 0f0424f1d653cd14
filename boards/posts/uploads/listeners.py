"""Takes files out of the storage when nothing leads to them any more."""

from typing import Any
from uuid import UUID

from django.db.models.signals import post_delete
from django_tasks import task

from boards.posts.models import Post, Upload
from boards.posts.signals import post_purged
from boards.posts.uploads.storing import remove_files


@task()
def remove_files_in_background(upload_id: str) -> None:
    """Remove the files of an upload whose row is gone."""
    remove_files(UUID(upload_id))


def connect() -> None:
    """Listen for posts that are purged, and for uploads that are removed."""
    post_purged.connect(_remove_uploads, dispatch_uid="boards_posts.remove_uploads")
    post_delete.connect(
        _remove_files, sender=Upload, dispatch_uid="boards_posts.remove_files_of_upload"
    )


def _remove_uploads(*, post: Post, **kwargs: Any) -> None:
    Upload.objects.filter(post=post).delete()


def _remove_files(*, instance: Upload, **kwargs: Any) -> None:
    Post.objects.filter(thumbnail=instance.pk).update(thumbnail=None)
    # In the same transaction: a file is not lost while its row comes back by a rollback.
    remove_files_in_background.enqueue(str(instance.pk))
