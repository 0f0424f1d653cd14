"""The lock of what is done to an upload."""

from uuid import UUID

from boards.posts.models import Post, Upload


def locked_upload(pk: UUID) -> Upload | None:
    """Reload an upload, and hold it and its post until the transaction ends; None when it is gone.

    The post comes first, as for who edits it: two who hold them the other way round would wait for
    each other.
    """
    posts = Upload.objects.filter(pk=pk).values("post")
    # Evaluated for the lock alone.
    list(
        Post.objects.select_for_update(no_key=True)
        .filter(pk__in=posts)
        .order_by()
        .values_list("pk", flat=True)
    )
    uploads = Upload.objects.select_for_update(of=("self",)).select_related("post__board")
    return uploads.filter(pk=pk).first()
