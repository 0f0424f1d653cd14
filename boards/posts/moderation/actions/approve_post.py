"""Publishes a post that waited for a moderator."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import check_is_waiting, log, post_to_moderate
from boards.posts.models import Post
from boards.posts.signals import post_published, post_shown
from boards.posts.states import State


@transaction.atomic
def approve_post(*, post: Post, by: Member, is_edit: bool, keeps_time: bool = False) -> Post:
    """Publish the post with all that follows from it, at this moment; one that was edited stays.

    Args:
        is_edit: it was published before, and its place in the lists stays.
        keeps_time: its time was given by whoever published it, and stays as well.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted, or does not wait any more.
    """
    post = post_to_moderate(post=post, by=by)
    check_is_waiting(post)
    post.state = State.PUBLISHED
    if not (is_edit or keeps_time):
        post.posted_at = timezone.now()
    post.save(update_fields=["state", "posted_at"])
    log(post=post, by=by, verb="approve", message=_("Approved."))
    if is_edit:
        post_shown.send(sender=Post, post=post, by=by)
    else:
        tags = list(post.tags.all())
        post_published.send(sender=Post, post=post, tags=tags, is_approval=True)
    return post
