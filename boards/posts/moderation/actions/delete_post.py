"""Puts a post into the trash."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_moderate
from boards.posts.models import Notice, Post
from boards.posts.signals import post_deleted
from boards.posts.states import State
from boards.posts.trashing import put_in_trash


@transaction.atomic
def delete_post(*, post: Post, by: Member | None) -> Post:
    """Take the post from everybody, and its notice for good; its address says that it is gone.

    It can be restored until it is purged.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted before.
    """
    post = post_to_moderate(post=post, by=by)
    Notice.objects.filter(post=post).delete()
    put_in_trash(post, by=by, is_own=False)
    post.state = State.DELETED
    post.save(update_fields=["state"])
    log(post=post, by=by, verb="delete", message=_("Deleted."))
    post_deleted.send(sender=Post, post=post, by=by)
    return post
