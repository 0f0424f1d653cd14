"""Walks through the lines of a saved page."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError
from boards.members.characters import shows_nothing
from boards.posts.sanitising import storable

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

    number: int  # counted from 1
    text: str


class Lines:
    """The lines of a text, read one after the other.

    `\\n`, `\\r\\n` and a lone `\\r` end a line, and nothing else does.
    Raises PageError when there are more than MAX_LINES.
    """

    def __init__(self, text: str) -> None:
        plain = text.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
        if plain.count("\n") >= MAX_LINES:
            raise PageError(
                MAX_LINES + 1,
                _("The page has more than %(most)s lines.") % {"most": f"{MAX_LINES:,}"},
            )
        self._texts = [without_escapes(_CONTROL.sub("", line)) for line in plain.split("\n")]
        self._position = 0

    @property
    def last_number(self) -> int:
        """The number of the last line of the text."""
        return len(self._texts)

    def peek(self) -> Line | None:
        """Return the next line without leaving the present one; None at the end."""
        if self._position >= len(self._texts):
            return None
        return Line(self._position + 1, self._texts[self._position])

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
