"""Takes a published comment from its readers until a moderator has looked."""

from django.core.exceptions import ValidationError
from django.db import transaction

from boards.posts.comments.locking import locked_comment
from boards.posts.counting import take_from_counts
from boards.posts.models import Comment
from boards.posts.signals import comment_held
from boards.posts.states import State


@transaction.atomic
def hold_comment(*, comment: Comment) -> bool:
    """Let a comment wait; the system does that, and whoever calls notes why.

    Returns:
        Whether it waits now because of this: nothing else than a published comment does.
    """
    try:
        locked = locked_comment(comment)
    except ValidationError:  # deleted
        return False
    if not locked.is_published:
        return False
    locked.state = State.WAITING
    locked.save(update_fields=["state"])
    take_from_counts(locked.post_id, comments=1)
    comment_held.send(sender=Comment, comment=locked)
    return True
