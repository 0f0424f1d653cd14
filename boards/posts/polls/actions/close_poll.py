"""Ends the voting in a poll."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log
from boards.posts.models import Post
from boards.posts.permissions import is_author
from boards.posts.polls.locking import locked_poll
from boards.posts.polls.permissions import can_close


@transaction.atomic
def close_poll(*, post: Post, by: Member) -> bool:
    """Let nobody vote any more, from now on; return whether somebody could until now.

    What a moderator closes is logged.

    Raises:
        PermissionDenied: when `by` may neither edit nor moderate the post.
        ValidationError: when the post was deleted, or has no poll any more.
    """
    poll = locked_poll(post)
    if not can_close(by, poll.post):
        raise PermissionDenied
    if poll.is_closed:
        return False
    poll.closes_at = timezone.now()
    poll.save(update_fields=["closes_at"])
    if not is_author(by, poll.post):
        log(post=poll.post, by=by, verb="close_poll", message=_("Closed the poll."))
    return True
