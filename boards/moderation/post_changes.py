"""What decisions change of a post without hiding it, and how an appeal changes it back."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.access import Access
from boards.members.characters import first_characters
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import CaseChange, Outcome
from boards.moderation.wanted import Wanted, changed_since
from boards.posts.models import Post
from boards.posts.moderation.actions.change_category import change_category
from boards.posts.moderation.actions.move_post import move_post
from boards.posts.text.lengths import MAX_REASON_LENGTH
from boards.posts.writing.actions.edit_as_moderator import edit_as_moderator
from boards.posts.writing.actions.take_back_edit import take_back_edit


def can_be_moved_to(board: Board) -> bool:
    """Say whether a decision can move posts to a board: their readers find them there.

    To a board of the moderators alone would hide them, without the name of it.
    """
    return not board.is_archived and board.read_access != Access.MODERATORS


def change_post(
    post: Post, outcome: Outcome, wanted: Wanted, *, by: Member, reason: str
) -> CaseChange:
    """Change a locked post as a decision says, and return what it was, not stored.

    Raises:
        PermissionDenied: as the action says that does it.
        ValidationError: as the action says; with the code `same`, when it is so already; with
            `unchosen`, when nothing was chosen; with `board`, when posts cannot be moved there.
    """
    if outcome == Outcome.EDIT:
        told = first_characters(reason, MAX_REASON_LENGTH)
        version = edit_as_moderator(
            post=post,
            by=by,
            title=wanted.title,
            body=wanted.text,
            version=wanted.version,
            reason=told,
        )
        return CaseChange(version_id=version.pk)
    board, category = post.board, post.category
    if outcome == Outcome.MOVE:
        _check_board(post, wanted.board)
        after = move_post(post=post, by=by, board=wanted.board, category=wanted.category)  # type: ignore[arg-type]
    else:
        if wanted.category == "same":
            raise ValidationError(_("Choose a category of the board."), code="unchosen")
        if wanted.category == category:
            raise ValidationError(_("It has this category already."), code="same")
        after = change_category(post=post, by=by, category=wanted.category)
    return CaseChange(
        from_board=board,
        to_board=after.board,
        from_category=category,
        to_category=after.category,
    )


def still_is(post: Post, change: CaseChange) -> bool:
    """Say whether a post is as a decision left it; of its texts, it is asked when it matters."""
    if change.version_id is not None:
        return True
    return (post.board_id, post.category_id) == (change.to_board_id, change.to_category_id)


def change_post_back(post: Post, change: CaseChange, *, by: Member) -> None:
    """Undo what a decision changed.

    Whoever decides the appeal moderates the board where the post is now, and maybe not the one
    from which it came: the author had put it there, so the move back is the system's.

    Raises:
        ValidationError: with the code `changed`, when somebody has changed it since; as the
            actions say.
    """
    if change.version_id is not None:
        take_back_edit(post=post, by=by, version_id=change.version_id)
        return
    if change.from_board is None or not still_is(post, change):
        raise changed_since()
    category = change.from_category
    if category is not None and (category.is_retired or category.board_id != change.from_board_id):
        category = None
    if change.from_board_id == change.to_board_id:
        change_category(post=post, by=by, category=category)
    else:
        move_post(post=post, by=None, board=change.from_board, category=category)


def _check_board(post: Post, board: Board | None) -> None:
    if board is None:
        raise ValidationError(_("Choose a board."), code="unchosen")
    if board == post.board:
        raise ValidationError(_("It is on this board already."), code="same")
    if not can_be_moved_to(board):
        raise ValidationError(_("Posts cannot be moved to this board."), code="board")
