"""What a decision is to make of a thing that its readers keep."""

from dataclasses import dataclass
from typing import Literal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from boards.models import Board, Category


@dataclass(frozen=True)
class Wanted:
    """The new place of a thing, or its new texts.

    Attributes:
        category: "same" where none was chosen: the one of that slug on the other board.
        text: of a post as HTML, of a comment as it is typed.
        version: of the texts, from which the edit began; None asks for no check.
    """

    board: Board | None = None
    category: Category | Literal["same"] | None = "same"
    title: str = ""
    text: str = ""
    version: int | None = None


def changed_since() -> ValidationError:
    """Return what is raised where a decision cannot be undone, as somebody has gone on."""
    return ValidationError(
        _("It was changed since, so the decision can only stand."), code="changed"
    )
