"""Walks through the lines of a saved page."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError
from boards.members.characters import shows_nothing
from boards.posts.text.sanitising import storable

MAX_LINES = 20_000

# The site stored its texts with quotes and backslashes escaped, and shows them so.
_ESCAPED_QUOTE = re.compile(r"""(?<!\\)\\+(['"])""")
# Left over from copying; no page shows them. A tab is a space.
_CONTROL = re.compile("[\x00-\x08\x0a-\x1f\x7f-\x9f]")


def without_escapes(text: str) -> str:
    r"""Undo the site's `\'`, `\"` and `\\`."""
    return _ESCAPED_QUOTE.sub(r"\1", text).replace("\\\\", "\\")


def in_one_line(text: str) -> str:
    """Return a text as titles are stored: NFC, single spaces, none around it."""
    return " ".join(storable(text).split())


@dataclass(frozen=True)
class Line:
    """One line, without the site's escapes."""

    number: int  # counted from 1; in HTML that of its source, and several may have the same
    text: str
    cells: tuple[str, ...] = ()  # the parts of which a line of HTML consists, if of several
    path: tuple[int, ...] = ()  # the elements of HTML around it, the outermost first
    tags: tuple[str, ...] = ()  # their names


def lines_of_text(text: str) -> list[Line]:
    """Return the lines of a plain text.

    `\\n`, `\\r\\n` and a lone `\\r` end a line, and nothing else does.
    Raises PageError when there are more than MAX_LINES.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    if plain.count("\n") >= MAX_LINES:
        raise too_many_lines(MAX_LINES + 1)
    texts = (clean(line) for line in plain.split("\n"))
    return [Line(number, text) for number, text in enumerate(texts, start=1)]


def clean(text: str) -> str:
    """Return a line without the site's escapes and without control characters."""
    return without_escapes(_CONTROL.sub("", text))


def common_path(one: Sequence[int], other: Sequence[int]) -> tuple[int, ...]:
    """Return the elements of HTML that are around both of two lines."""
    pairs = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return tuple(own for own, _other in pairs)


def too_many_lines(number: int) -> PageError:
    """Return the error of a page that has more than MAX_LINES."""
    return PageError(
        number, _("The page has more than %(most)s lines.") % {"most": f"{MAX_LINES:,}"}
    )


class Lines:
    """Lines, read one after the other."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._position = 0

    @property
    def last_number(self) -> int:
        """The number of the last line of the text."""
        return self._lines[-1].number if self._lines else 1

    def peek(self) -> Line | None:
        """Return the next line without leaving the present one; None at the end."""
        if self._position >= len(self._lines):
            return None
        return self._lines[self._position]

    def following(self, at_most: int = MAX_LINES) -> Sequence[Line]:
        """Return lines that were not taken yet."""
        return self._lines[self._position : self._position + at_most]

    def take(self, missing: Any) -> Line:
        """Return the next line; raise PageError with the reason `missing` at the end."""
        line = self.peek()
        if line is None:
            raise PageError(self.last_number, missing)
        self._position += 1
        return line

    def take_filled(self, missing: Any) -> Line:
        """Return the next line that is not blank; raise PageError when there is none."""
        self.skip_blank()
        return self.take(missing)

    def skip_blank(self) -> None:
        """Leave out the blank lines that come next."""
        while (line := self.peek()) is not None and shows_nothing(line.text):
            self._position += 1
