"""Puts what a member wrote into the trash, at the member's wish."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.posts.locking import locked_post
from boards.posts.models import Notice, Post
from boards.posts.permissions import can_delete
from boards.posts.signals import post_deleted
from boards.posts.states import State
from boards.posts.trashing import put_in_trash


@transaction.atomic
def delete_own_post(*, post: Post, by: Member) -> Post:
    """Take the post from everybody; its author alone can restore it, until it is purged.

    Raises:
        PermissionDenied: when `by` did not write the post, or a moderator hid it.
        ValidationError: when the post was deleted before.
    """
    post = locked_post(post)
    if not can_delete(by, post):
        raise PermissionDenied
    Notice.objects.filter(post=post).delete()
    put_in_trash(post, by=by, is_own=True)
    post.state = State.DELETED
    post.save(update_fields=["state"])
    post_deleted.send(sender=Post, post=post, by=by)
    return post
