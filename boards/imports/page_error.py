"""What is wrong with a saved page, and where."""

from typing import Any

from django.utils.translation import gettext as _


class PageError(Exception):
    """A saved page cannot be imported.

    Args:
        line: the line at fault, counted from 1.
        reason: a sentence for the person who imports; lazy translations welcome.
    """

    def __init__(self, line: int, reason: Any) -> None:
        super().__init__(line, reason)
        self.line = line
        self.reason = reason

    def __str__(self) -> str:
        return _("line %(line)d: %(reason)s") % {"line": self.line, "reason": self.reason}
