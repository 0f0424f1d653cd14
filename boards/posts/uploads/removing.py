"""Takes files out of the storage when nothing leads to them any more."""

from typing import Any

from django.db.models.signals import post_delete

from boards.posts.models import Post, Upload
from boards.posts.signals import post_deleted
from boards.posts.tasks import remove_files_in_background


def connect() -> None:
    """Listen for posts that are deleted for good, and for uploads that are removed."""
    post_deleted.connect(_remove_uploads, dispatch_uid="boards_posts.remove_uploads")
    post_delete.connect(
        _remove_files, sender=Upload, dispatch_uid="boards_posts.remove_files_of_upload"
    )


def _remove_uploads(*, post: Post, **kwargs: Any) -> None:
    Upload.objects.filter(post=post).delete()


def _remove_files(*, instance: Upload, **kwargs: Any) -> None:
    # In the same transaction: a file is not lost while its row comes back by a rollback.
    remove_files_in_background.enqueue(str(instance.pk))
