"""What restoring and purging share: the lock on something in the trash."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.posts.models import Comment, Post, Trashed


def locked_deleted_post(pk: int) -> Post:
    """Reload a post, deleted or not, and hold its row until the transaction ends."""
    posts = Post.objects.select_for_update(of=("self",), no_key=True).select_related("board")
    return posts.get(pk=pk)


def in_trash(row: Post | Comment) -> Trashed:
    """Return what the trash has of a post or comment, whose post the caller holds; held as well.

    Raises:
        ValidationError: with the code `not_in_trash`, when it was restored or purged meanwhile.
    """
    held = Trashed.objects.select_for_update(of=("self",))
    if isinstance(row, Comment):
        found = held.filter(comment=row).first()
    else:
        found = held.filter(post=row, comment=None).first()
    if found is None or found.is_purging:
        raise ValidationError(
            _("It is not in the trash any more: it was restored or erased in the meantime."),
            code="not_in_trash",
        )
    found.post = row if isinstance(row, Post) else row.post
    if isinstance(row, Comment):
        found.comment = row
    return found
