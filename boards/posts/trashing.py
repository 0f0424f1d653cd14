"""Puts what is deleted into the trash, from which it can be restored for TRASH_DAYS."""

from boards.members.models import Member
from boards.posts.models import Comment, Post, Trashed
from boards.posts.states import State


def put_in_trash(row: Post | Comment, *, by: Member | None, is_own: bool) -> None:
    """Note that a post or comment is deleted, by whom, and which state it has to get back.

    Called before its state changes; the caller holds the row.

    Args:
        by: None for the system.
        is_own: whether its author deleted it as such, and not as a moderator.
    """
    post = row if isinstance(row, Post) else row.post
    Trashed.objects.create(
        post=post,
        comment=row if isinstance(row, Comment) else None,
        board_id=post.board_id,
        by=by,
        is_own=is_own,
        state_before=row.state,
    )


def hide_in_trash(row: Post | Comment) -> str | None:
    """Have something come back hidden, should it be restored; return the state it had before.

    None when it is not in the trash.
    """
    held = Trashed.objects.select_for_update(of=("self",))
    of_row = {"comment": row} if isinstance(row, Comment) else {"post": row, "comment": None}
    trashed = held.filter(**of_row).first()
    if trashed is None:
        return None
    before = trashed.state_before
    if before == State.PUBLISHED:
        trashed.state_before = State.HIDDEN
        trashed.save(update_fields=["state_before"])
    return before
