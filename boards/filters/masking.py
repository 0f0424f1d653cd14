"""Puts ○ in the place of what a filter found, in texts and in their HTML."""

import re
from collections.abc import Callable, Iterable, Sequence
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


def masked_markup(
    markup: str, text: str, finds: Sequence[Find], search: Callable[[str], Iterable[Find]]
) -> str:
    """Return safe HTML in which every letter of the finds is ○.

    What is found may reach across tags within a line, as 시<b>발</b> does.

    Args:
        text: what the HTML shows, in which the finds stand.
        search: asked for the finds where the letters of the HTML are others than those of `text`.
    """
    pieces, shown, piece_of = _pieces_of(markup)
    places = _places_in(shown, text, finds)
    if places is None:
        places = (place for find in search(shown) for place in range(find.start, find.end))
    for place in places:
        piece = piece_of[place]
        if piece is not None and not shown[place].isspace():
            pieces[piece] = MASK
    return "".join(pieces)


def _pieces_of(markup: str) -> tuple[list[str], str, list[int | None]]:
    """Return the tags and signs of HTML, what they show, and of each sign shown its piece."""
    pieces: list[str] = []
    shown: list[str] = []
    piece_of: list[int | None] = []
    for match in _PIECE.finditer(markup):
        if match[1] is not None:
            if not _INLINE.match(match[0]):
                shown.append("\n")
                piece_of.append(None)
        else:
            sign = unescape(match[0])
            shown.append(sign)
            piece_of += [len(pieces)] * len(sign)
        pieces.append(match[0])
    return pieces, "".join(shown), piece_of


def _places_in(shown: str, text: str, finds: Iterable[Find]) -> Iterable[int] | None:
    """Return where the letters of finds in `text` stand in `shown`.

    Both may differ in their spaces; None where they differ in more.
    """
    in_shown = [place for place, sign in enumerate(shown) if not sign.isspace()]
    in_text = [place for place, sign in enumerate(text) if not sign.isspace()]
    if [shown[place] for place in in_shown] != [text[place] for place in in_text]:
        return None
    same = dict(zip(in_text, in_shown, strict=True))
    found = (range(find.start, find.end) for find in finds)
    return [same[place] for places in found for place in places if place in same]
