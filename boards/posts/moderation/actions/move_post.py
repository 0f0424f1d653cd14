"""Moves a post to another board."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.locking import locked_post, log
from boards.posts.models import Post
from boards.posts.permissions import can_move
from boards.posts.signals import post_corrected


@transaction.atomic
def move_post(*, post: Post, by: Member | None, board: Board) -> Post:
    """Put a post on another board, with its comments and its notice; there already, it stays.

    It gets the category that has there the slug of its own, unless that is retired, or else none.

    Args:
        by: the moderator; None for the system.

    Raises:
        PermissionDenied: when `by` does not moderate both boards.
        ValidationError: when the post was deleted.
    """
    post = locked_post(post)
    if by is not None and not can_move(by, post, board=board):
        raise PermissionDenied
    if post.board == board:
        return post
    message = format_lazy(_("Moved from {old} to {new}."), old=post.board, new=board)
    post.category = _same_category(post.category, board)
    post.board = board
    post.save(update_fields=["board", "category"])
    log(post=post, by=by, message=message)
    post_corrected.send(sender=Post, post=post)
    return post


def _same_category(category: Category | None, board: Board) -> Category | None:
    if category is None:
        return None
    return board.categories.filter(slug=category.slug, is_retired=False).first()
