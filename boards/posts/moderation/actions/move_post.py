"""Moves a post to another board."""

from typing import Literal

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board, Category
from boards.posts.categories import NO_CATEGORY_CHOSEN, locked_category
from boards.posts.locking import board_for_log, category_for_log, locked_post, log
from boards.posts.models import Post, Trashed
from boards.posts.permissions import can_move
from boards.posts.signals import post_corrected

SameCategory = Literal["same"]


@transaction.atomic
def move_post(
    *,
    post: Post,
    by: Member | None,
    board: Board,
    category: Category | SameCategory | None = "same",
) -> Post:
    """Put a post on another board, with its comments and its notice; there already, it stays.

    Args:
        by: the moderator; None for the system.
        category: one of the new board's; "same" for the one that has there the slug of the post's
            own, unless that is retired.

    Raises:
        PermissionDenied: when `by` does not moderate both boards.
        ValidationError: when the post was deleted; for the field `board`, when that was deleted;
            for `category`, when it is of another board, retired or deleted, when there is none
            where the board wants one, and when a moderator would lose the post's own one where
            others could be chosen.
    """
    post = locked_post(post)
    if by is not None and not can_move(by, post, board=board):
        raise PermissionDenied
    if post.board == board:
        return post
    old_board, old_category = post.board, post.category
    if category == "same":
        category = _same_category(old_category, board, may_lose_it=by is None)
    # Both were loaded before. A category goes before its board: whoever deletes these does so too.
    if category is not None:
        category = locked_category(category, board)
    board = _locked(board)
    if category is None and board.needs_category:
        raise ValidationError({"category": NO_CATEGORY_CHOSEN})
    post.board, post.category = board, category
    post.save(update_fields=["board", "category"])
    # What was deleted of its comments is for the moderators of its new board.
    Trashed.objects.filter(post=post).update(board=board)
    log(
        post=post,
        by=by,
        verb="move",
        from_board=old_board,
        message=_told(old_board, board, old_category, category),
        before={**board_for_log(old_board), **category_for_log(old_category)},
        after={**board_for_log(board), **category_for_log(category)},
    )
    post_corrected.send(sender=Post, post=post)
    return post


def _same_category(
    category: Category | None, board: Board, *, may_lose_it: bool
) -> Category | None:
    if category is None:
        return None
    offered = board.offered_categories
    same = next((each for each in offered if each.slug == category.slug), None)
    if same is None and offered and not may_lose_it:
        message = format_lazy(
            _("The board “{board}” has no category “{category}”. Choose one of its own."),
            board=board,
            category=category,
        )
        raise ValidationError({"category": message})
    return same


def _locked(board: Board) -> Board:
    """Reload the board, and hold it until the transaction ends; what is written there goes on."""
    locked = Board.objects.select_for_update(no_key=True).defer("rules_ko", "rules_en")
    found = locked.filter(pk=board.pk).first()
    if found is None:
        raise ValidationError({"board": _("This board was deleted.")})
    return found


def _told(old: Board, new: Board, before: Category | None, after: Category | None) -> Promise:
    moved = format_lazy(_("Moved from {old} to {new}."), old=old, new=new)
    if (before and before.name) == (after and after.name):
        return moved
    names = {"old": before or _("none"), "new": after or _("none")}
    changed = format_lazy(_("Category changed from {old} to {new}."), **names)
    return format_lazy("{} {}", moved, changed)
