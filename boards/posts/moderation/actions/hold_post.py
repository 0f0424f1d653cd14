"""Takes a published post from its readers until a moderator has looked."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.posts.locking import locked_post
from boards.posts.models import Post
from boards.posts.signals import post_held
from boards.posts.states import State


@transaction.atomic
def hold_post(*, post: Post) -> bool:
    """Let a post wait; the system does that, and whoever calls notes why.

    Returns:
        Whether it waits now because of this: nothing else than a published post does.
    """
    try:
        locked = locked_post(post)
    except ValidationError:  # deleted
        return False
    if not locked.is_published:
        return False
    locked.state = State.WAITING
    locked.save(update_fields=["state"])
    post_held.send(sender=Post, post=locked)
    return True
