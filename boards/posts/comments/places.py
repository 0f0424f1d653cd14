"""The places of deleted comments in their thread: empty where there are replies, or none.

Whoever changes them holds the row of the post.
"""

from boards.posts.models import Comment
from boards.posts.states import GONE, State


def leave_place(comment: Comment) -> None:
    """Give a comment the state of a deleted one, and take the empty places above it.

    Those are taken that were only there for it.
    """
    comment.state = _state_of_gone(comment)
    comment.save(update_fields=["state"])
    above = comment.parent if comment.state == State.REMOVED else None
    while above is not None and above.state == State.DELETED:
        if _state_of_gone(above) == State.DELETED:
            return
        above.state = State.REMOVED
        above.save(update_fields=["state"])
        above = above.parent


def open_places_above(comment: Comment) -> None:
    """Give the deleted comments above one that is restored their empty places back."""
    above = comment.parent
    while above is not None and above.state == State.REMOVED:
        above.state = State.DELETED
        above.save(update_fields=["state"])
        above = above.parent


def remove_branch(comment: Comment) -> None:
    """Remove the row of a purged comment without replies, and purged ones above it."""
    leaf: Comment | None = comment
    while leaf is not None:
        above = leaf.parent
        leaf.delete()
        is_purged = above is not None and above.state in GONE and not hasattr(above, "trashed")
        leaf = above if is_purged and above and not above.replies.exists() else None


def _state_of_gone(comment: Comment) -> State:
    has_replies = comment.replies.exclude(state=State.REMOVED).exists()
    return State.DELETED if has_replies else State.REMOVED
