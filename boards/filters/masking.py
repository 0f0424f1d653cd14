"""Puts ○ in the place of what a filter found, in texts and in their HTML."""

import re
from collections.abc import Callable, Iterable
from html import unescape

from boards.filters.matching.words import Find

MASK = "○"
_PIECE = re.compile(r'(<(?:[^<>"]|"[^"]*")*>)|&(?:#\w{1,8}|\w{1,31});|.', re.DOTALL)
_INLINE = re.compile(r"</?(?:a|b|code|del|em|i|s|span|strong|sub|sup|u)\b")


def masked(text: str, finds: Iterable[Find]) -> str:
    """Return a text in which every letter of the finds is ○; spaces stay."""
    signs = list(text)
    for find in finds:
        for place in range(find.start, min(find.end, len(signs))):
            if not signs[place].isspace():
                signs[place] = MASK
    return "".join(signs)


def masked_markup(markup: str, search: Callable[[str], Iterable[Find]]) -> str:
    """Return safe HTML in which every letter that `search` finds in its text is ○.

    What is found may reach across tags within a line, as 시<b>발</b> does.
    """
    pieces: list[str] = []
    shown: list[str] = []
    places: list[int | None] = []  # of each sign that is shown, its piece
    for match in _PIECE.finditer(markup):
        if match[1] is not None:
            if not _INLINE.match(match[0]):
                shown.append("\n")
                places.append(None)
        else:
            sign = unescape(match[0])
            shown.append(sign)
            places += [len(pieces)] * len(sign)
        pieces.append(match[0])
    text = "".join(shown)
    for find in search(text):
        for place in range(find.start, find.end):
            piece = places[place]
            if piece is not None and not text[place].isspace():
                pieces[piece] = MASK
    return "".join(pieces)
