"""Reads the view count of a row."""

import re
from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from boards.imports.lines import Line
from boards.imports.page_error import PageError

MAX_VIEWS = 10**12
MAX_LENGTH = 40  # characters

_LABEL = re.compile(r"^(?:조회수?|views?|hits?) ?:? ?", re.IGNORECASE)
_WHOLE = re.compile(r"\d{1,3}(?:,\d{3}){0,6}|\d{1,20}")
_ROUNDED = re.compile(r"(\d{1,9}(?:,\d{3}){0,3}(?:\.\d{1,3})?) ?([KMB천만억])\+?", re.IGNORECASE)
_UNITS = {
    "K": 1_000, "M": 1_000_000, "B": 1_000_000_000,
    "천": 1_000, "만": 10_000, "억": 100_000_000,
}  # fmt: skip


def read_views(line: Line) -> int:
    """Read a whole number, or one rounded as in `2.2K`, `1.2만` and `3천`.

    Thousands may be parted by commas, and digits may be full-width.

    Raises:
        PageError: when it is no number, or more than MAX_VIEWS.
    """
    text = _LABEL.sub("", line.text.strip()[:MAX_LENGTH], count=1).removesuffix("회").rstrip()
    if _WHOLE.fullmatch(text):
        views = int(text.replace(",", ""))
    elif rounded := _ROUNDED.fullmatch(text):
        views = int(Decimal(rounded[1].replace(",", "")) * _UNITS[rounded[2].upper()])
    else:
        raise PageError(line.number, _("The view count is not a number."))
    if views > MAX_VIEWS:
        raise PageError(line.number, _("The view count is implausibly large."))
    return views
