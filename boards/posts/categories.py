"""What a category (말머리) of a post must be, whoever gives it."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Category

NO_CATEGORY_CHOSEN = _("On this board every post needs a category.")


def check_category_of_board(category: Category, board: Board) -> None:
    """Raise ValidationError for `category` unless posts on this board may be given it now."""
    if category.board_id != board.pk:
        raise ValidationError({"category": _("This category is of another board.")})
    if category.is_retired:
        raise ValidationError(
            {"category": _("This category can no longer be chosen here. Choose another one.")}
        )
