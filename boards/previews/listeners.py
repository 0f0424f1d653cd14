"""Hears of each write of a post, inside its transaction, and of previews that are removed."""

from typing import Any

from django.db.models.signals import post_delete

from boards.posts import signals
from boards.posts.models import Post
from boards.previews.actions.preview_links import preview_links, remove_links
from boards.previews.links import links_of
from boards.previews.models import LinkPreview
from boards.previews.pictures import remove_picture_in_background


def connect() -> None:
    """Listen, from the start of the process on.

    Posts that came from elsewhere by the thousand are not followed: their links are old.
    """
    signals.post_published.connect(
        _preview_links_of_new_post, dispatch_uid="boards_previews.preview_links_of_new_post"
    )
    # Shown: its links may have changed with the edit for which it had to wait.
    for signal in (
        signals.post_edited,
        signals.post_corrected,
        signals.post_shown,
        signals.post_restored,
    ):
        signal.connect(_preview_links, dispatch_uid="boards_previews.preview_links")
    signals.post_deleted.connect(_remove_links, dispatch_uid="boards_previews.remove_links")
    post_delete.connect(
        _remove_picture, sender=LinkPreview, dispatch_uid="boards_previews.remove_picture"
    )


def _preview_links_of_new_post(*, post: Post, **kwargs: Any) -> None:
    """A post that never had previews has none to lose."""
    if links_of(post):
        preview_links(post=post)


def _preview_links(*, post: Post, **kwargs: Any) -> None:
    preview_links(post=post)


def _remove_links(*, post: Post, **kwargs: Any) -> None:
    remove_links(post=post)


def _remove_picture(*, instance: LinkPreview, **kwargs: Any) -> None:
    if instance.picture:
        remove_picture_in_background.enqueue(str(instance.picture))
