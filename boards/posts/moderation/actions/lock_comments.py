"""Closes a post to new comments, and opens it again."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_moderate
from boards.posts.models import Post


@transaction.atomic
def lock_comments(*, post: Post, by: Member | None) -> Post:
    """Let nobody comment on the post any more; those that are there stay. Twice changes nothing.

    Its author cannot undo it, as they can what they closed themselves.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted.
    """
    post = post_to_moderate(post=post, by=by)
    if not post.comments_locked:
        post.comments_locked = True
        post.save(update_fields=["comments_locked"])
        log(post=post, by=by, verb="lock", message=_("Comments locked."))
    return post


@transaction.atomic
def unlock_comments(*, post: Post, by: Member | None) -> Post:
    """Undo `lock_comments`; what the author closed stays closed.

    Raises:
        as `lock_comments`.
    """
    post = post_to_moderate(post=post, by=by)
    if post.comments_locked:
        post.comments_locked = False
        post.save(update_fields=["comments_locked"])
        log(post=post, by=by, verb="unlock", message=_("Comments unlocked."))
    return post
