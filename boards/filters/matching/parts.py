"""A long text in parts, each with so much around it that nothing is lost where it is cut."""

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from boards.filters.matching.signs import SignKind, sign_of

MIN_PART = 200  # letters of a text that are looked at closely
MAX_JAMO = 6  # single letters of a syllable, such as 뷁


class Part(NamedTuple):
    """A part of a text: finds that begin from `first` to `end` are this part's.

    Attributes:
        start: the code point at which `text` begins.
    """

    first: int
    end: int
    start: int
    text: str


def parts_of(text: str, around: int) -> Iterator[Part]:
    """Cut a text where letters begin.

    Letters are counted, and not what stands between them: a word goes on across any number of signs
    that nobody sees. What is repeated counts once.

    Args:
        around: how many letters before and behind a part are read with it.
    """
    size = max(MIN_PART, 2 * around)
    if len(text) <= size + around:
        yield Part(0, len(text), 0, text)
        return
    places = _places_of_letters(text)
    cuts = range(size, len(places) - around, size)
    for index, (first, end) in enumerate(pairwise([0, *cuts, len(places)])):
        is_last = end == len(places)
        start = places[first - around] if index else 0
        stop = len(text) if end + around >= len(places) else places[end + around]
        yield Part(
            places[first] if index else 0,
            len(text) if is_last else places[end],
            start,
            text[start:stop],
        )


def _places_of_letters(text: str) -> list[int]:
    """Return where letters begin; of single letters of Hangul, as many as a syllable are one."""
    places: list[int] = []
    last = ""
    jamo = 0
    for place, character in enumerate(text):
        kind, letters = sign_of(character)
        if (
            kind > SignKind.JAMO
            or kind is SignKind.DIGIT
            or (letters == last and len(letters) == 1)
        ):
            continue
        last = letters
        if kind is SignKind.JAMO:
            jamo += len(letters)
            if jamo < MAX_JAMO:
                continue
        jamo = 0
        places.append(place)
    return places
