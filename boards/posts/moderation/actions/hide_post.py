"""Hides a post from readers."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log, post_to_moderate
from boards.posts.models import Post
from boards.posts.signals import post_hidden
from boards.posts.states import State


@transaction.atomic
def hide_post(*, post: Post, by: Member | None, reason: str = "") -> Post:
    """Leave the post to its moderators' eyes; hiding a hidden post changes nothing.

    Args:
        by: the moderator; None for the system.
        reason: for the admin's log, where other moderators read it.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted.
    """
    post = post_to_moderate(post=post, by=by)
    if post.state == State.HIDDEN:
        return post
    post.state = State.HIDDEN
    post.save(update_fields=["state"])
    log(post=post, by=by, verb="hide", message=_("Hidden."), reason=reason)
    post_hidden.send(sender=Post, post=post, by=by)
    return post
