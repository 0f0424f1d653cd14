"""Which categories (말머리) a writer may give a post."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.viewers import Viewer
from boards.models import Board, Category
from boards.permissions import is_moderator
from boards.posts.categories import check_category_of_board


def categories_for(
    viewer: Viewer | None, board: Board, *, today: Category | None = None
) -> list[Category]:
    """Return the categories that the viewer may choose on a board, in their order.

    Args:
        today: what the post has: it may stay, whoever may choose it and even when it is retired.
    """
    every = board.every_category
    offered = [each for each in every if not each.is_retired or each == today]
    if any(each.moderators_only for each in offered) and not is_moderator(viewer, board):
        offered = [each for each in offered if not each.moderators_only or each == today]
    return offered


def check_category(
    category: Category | None, *, board: Board, by: Viewer, today: Category | None = None
) -> None:
    """Raise what keeps a writer from giving a post on this board a category.

    Args:
        today: what the post has; to leave it as it is needs no permission.

    Raises:
        PermissionDenied: when only moderators may choose it, and the writer is none.
        ValidationError: for the field `category`: it is of another board or retired, or there is
            none where the board wants one.
    """
    if category is not None and category == today:
        return
    if category is not None:
        check_category_of_board(category, board)
        if category.moderators_only and not is_moderator(by, board):
            raise PermissionDenied
    elif board.category_required and categories_for(by, board):
        raise ValidationError({"category": _("Choose a category.")})
