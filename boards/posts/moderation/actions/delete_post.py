"""Deletes a post for good."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_moderate
from boards.posts.models import Notice, Post
from boards.posts.signals import post_deleted
from boards.posts.states import State


@transaction.atomic
def delete_post(*, post: Post, by: Member | None) -> Post:
    """Take the post and its notice from everybody; its row stays, so that its address says so.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted before.
    """
    post = post_to_moderate(post=post, by=by)
    Notice.objects.filter(post=post).delete()
    post.state = State.DELETED
    post.save(update_fields=["state"])
    log(post=post, by=by, verb="delete", message=_("Deleted."))
    post_deleted.send(sender=Post, post=post, by=by)
    return post
