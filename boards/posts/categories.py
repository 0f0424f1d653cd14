"""What a category (말머리) of a post must be, whoever gives it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Category

NO_CATEGORY = "none"  # as forms say it, where an empty field says something else
NO_CATEGORY_CHOSEN = _("On this board every post needs a category.")
NOT_OFFERED = _("This category can no longer be chosen here. Choose another one.")


def check_category_of_board(category: Category, board: Board) -> None:
    """Raise ValidationError for `category` unless posts on this board may be given it now."""
    if category.board_id != board.pk:
        raise ValidationError({"category": _("This category is of another board.")})
    if category.is_retired:
        raise ValidationError({"category": NOT_OFFERED})


def locked_category(category: Category, board: Board) -> Category:
    """Reload a category that posts on this board are given, and hold it until the transaction ends.

    It was loaded before, perhaps for many posts: since then it may have been retired or deleted.
    Posts that are written with it meanwhile do not wait.

    Raises:
        ValidationError: when posts on this board may not be given it now.
    """
    locked = Category.objects.select_for_update(no_key=True).filter(pk=category.pk).first()
    if locked is None:
        raise ValidationError({"category": NOT_OFFERED})
    check_category_of_board(locked, board)
    return locked
