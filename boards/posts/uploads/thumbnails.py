"""Which of its pictures a post has in lists."""

from collections.abc import Iterable

from boards.posts.models import Post, Upload
from boards.posts.uploads.markup import pictures_in, upload_ids


def choose_thumbnail(post: Post, uploads: Iterable[Upload]) -> None:
    """Let lists show the first picture in the text that is not withheld, or none.

    Args:
        post: locked; its body is sanitised.
        uploads: the post's own that its text shows, as `shown_uploads` returns them.
    """
    pictures = {each.pk for each in uploads if _may_be_listed(each)}
    first = next((each for each in pictures_in(post.body) if each in pictures), None)
    if first != post.thumbnail:
        post.thumbnail = first
        Post.objects.filter(pk=post.pk).update(thumbnail=first)


def shown_uploads(post: Post) -> Iterable[Upload]:
    """Return the post's own uploads, none of its comments, that its text shows or links to."""
    ids = upload_ids(post.body)
    return Upload.objects.filter(pk__in=ids, post=post, comment=None) if ids else ()


def _may_be_listed(upload: Upload) -> bool:
    return upload.kind == Upload.FileKind.PICTURE and upload.withheld_at is None
