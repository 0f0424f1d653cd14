"""Gives a hidden post back to its readers."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import check_is_not_waiting, log, post_to_moderate
from boards.posts.models import Post
from boards.posts.signals import post_shown, unhiding
from boards.posts.states import State


@transaction.atomic
def unhide_post(*, post: Post, by: Member | None) -> Post:
    """Publish a post that was hidden or refused; showing a published post changes nothing.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate the post's board.
        ValidationError: when the post was deleted, waits for approval, or somebody else
            has to decide about it.
    """
    post = post_to_moderate(post=post, by=by)
    if post.state == State.PUBLISHED:
        return post
    check_is_not_waiting(post)
    unhiding.send(sender=Post, row=post, by=by)
    post.state = State.PUBLISHED
    post.save(update_fields=["state"])
    log(post=post, by=by, verb="unhide", message=_("Shown again."))
    post_shown.send(sender=Post, post=post, by=by)
    return post
