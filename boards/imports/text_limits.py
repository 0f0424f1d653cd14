"""How long the texts of a saved page may be, and how they are stored."""

from typing import Any

from boards.imports.lines import Line, in_one_line
from boards.imports.page_error import PageError
from boards.members.characters import is_longer_than

MAX_TITLE = 200
MAX_BOARD_NAME = 80
MAX_AUTHOR = 60
MAX_SOURCE = 200


def short(line: Line, limit: int, reason: Any) -> str:
    """Return the line as it is stored; a character counts once, however it was typed.

    Args:
        reason: may name the limit as %(longest)d.

    Raises PageError with the reason when it is longer.
    """
    text = in_one_line(line.text)
    if is_longer_than(text, limit):
        raise PageError(line.number, reason % {"longest": limit})
    return text
