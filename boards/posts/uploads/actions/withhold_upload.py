"""Withholds a file from everybody, and releases it."""

from django.db import transaction
from django.utils import timezone

from boards.posts.models import Post, Upload
from boards.posts.uploads.markup import pictures_in


@transaction.atomic
def withhold_upload(*, upload: Upload) -> None:
    """Serve the file to nobody any more but who decides about that; it stays stored.

    Lists lose it as the picture of a post. Doing it twice changes nothing.
    """
    found = _locked(upload)
    if found is None or found.withheld_at is not None:
        return
    found.withheld_at = timezone.now()
    found.save(update_fields=["withheld_at"])
    Post.objects.filter(thumbnail=found.pk).update(thumbnail=None)


@transaction.atomic
def release_upload(*, upload: Upload) -> None:
    """Serve a file again that was withheld, and show it in lists where it is the first picture."""
    found = _locked(upload)
    if found is None or found.withheld_at is None:
        return
    found.withheld_at = None
    found.save(update_fields=["withheld_at"])
    post = found.post
    if post is not None and found.comment_id is None and _is_first(found, post):
        Post.objects.filter(pk=post.pk, thumbnail=None).update(thumbnail=found.pk)


def _locked(upload: Upload) -> Upload | None:
    return Upload.objects.select_for_update(of=("self",)).filter(pk=upload.pk).first()


def _is_first(upload: Upload, post: Post) -> bool:
    return next(iter(pictures_in(post.body)), None) == upload.pk
