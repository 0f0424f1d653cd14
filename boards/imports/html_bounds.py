"""Bounds on a page of HTML, checked before a tree is made of it."""

import re

from django.utils.translation import gettext_lazy as _

from boards.imports.page_error import PageError

MAX_MARKS = 200_000  # "<" in the page: a tree of so many elements takes some 100 MB
# Of one element. libxml2 walks through those before each: a million of them take an hour.
MAX_ATTRIBUTES = 1_000

_MARK = re.compile(r"<(?:(!--)|(script|style|textarea|xmp|iframe|noframes)(?=[\s/>])|[a-z])", re.I)
_ATTRIBUTE = re.compile(r"""[\s/]*[^\s/>=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]*))?""")


def check_bounds(text: str) -> None:
    """Go through the page once; raise PageError when it has more elements or attributes."""
    if text.count("<") > MAX_MARKS:
        raise PageError(1, _("The page has too many elements."))
    position = 0
    while mark := _MARK.search(text, position):
        if mark[1]:
            position = _end_of(text, mark.end(), "-->")
            continue
        position = _end_of_tag(text, mark.start() + 1)
        if mark[2]:
            position = _end_of(text, position, f"</{mark[2]}")


def _end_of_tag(text: str, position: int) -> int:
    start = position
    for _number in range(MAX_ATTRIBUTES + 1):  # the first is the name of the element
        attribute = _ATTRIBUTE.match(text, position)
        if attribute is None:
            return position
        position = attribute.end()
    raise PageError(
        text.count("\n", 0, start) + 1, _("An element of the page has too many attributes.")
    )


def _end_of(text: str, start: int, end: str) -> int:
    match = re.compile(re.escape(end), re.I).search(text, start)
    return match.start() if match else len(text)
