"""Leaves a post that waited for a moderator unpublished."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import check_is_waiting, log, post_to_moderate
from boards.posts.models import Post
from boards.posts.states import State


@transaction.atomic
def refuse_post(*, post: Post, by: Member, reason: str = "") -> Post:
    """Leave the post to its author and the moderators.

    Args:
        reason: for the log; whoever calls tells it to the author.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted, or does not wait any more.
    """
    post = post_to_moderate(post=post, by=by)
    check_is_waiting(post)
    post.state = State.REFUSED
    post.save(update_fields=["state"])
    log(post=post, by=by, verb="refuse", message=_("Refused."), reason=reason)
    return post
