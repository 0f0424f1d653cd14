"""How alike two texts are, and the numbers by which alike texts are found among many.

A text is taken as the set of three letters in a row that it holds, so that Korean needs no words:
spaces, signs, pictures and digits are no part of it. `likeness` is what two texts share of all
that they hold. `bands_of` gives a text BANDS numbers (MinHash, in one pass over the hashes): two
texts of likeness 0.8 have one in common in 98 of 100 cases, unrelated ones in one of 100,000.
docs/filters.md has the figures.
"""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from struct import pack
from zlib import crc32

MIN_LETTERS = 60  # of a text that can be called alike: what is shorter is said by everybody
MAX_LETTERS = 600  # that are looked at, from the beginning: a bound of the work
ALIKE = 0.6  # from here on two texts are called alike

BANDS, ROWS = 6, 3
_SHARES = BANDS * ROWS
# Each of the shares is an equal part of all hashes; what a text has as its least in each of them
# is the same in two texts as often as they are alike.
_BOUNDS = [(share << 32) // _SHARES for share in range(_SHARES)]
_DIGITS = re.compile(r"\d+")
_BYTES = 4  # of a letter


def letters_to_compare(letters: str) -> str:
    """Return of the plain letters of a text those by which it is compared; empty for a short one.

    Without digits: another price, date or telephone number makes no other text here.
    """
    compared = _DIGITS.sub("", letters)[:MAX_LETTERS]
    return compared if len(compared) >= MIN_LETTERS else ""


def likeness(one: str, other: str) -> float:
    """Return from 0 (nothing) to 1 (all) what two texts have in common, by `letters_to_compare`."""
    return likeness_to(one)(other)


def likeness_to(one: str) -> Callable[[str], float]:
    """Return what tells the likeness of other texts to this one, which is read once for all."""
    first = _threes(one)

    def likeness_of(other: str) -> float:
        second = _threes(other)
        common = len(first & second)
        return common / (len(first) + len(second) - common or 1)

    return likeness_of


def bands_of(letters: str, *, kind: int) -> tuple[int, ...]:
    """Return the numbers of a text, in their order; texts of other kinds have others."""
    hashes = sorted(map(crc32, _threes(letters)))
    count = len(hashes)
    places = (bisect_left(hashes, bound) for bound in _BOUNDS)
    least = [hashes[place] if place < count else 0 for place in places]
    return tuple(
        crc32(pack("<4I", kind, *least[start : start + ROWS])) - (1 << 31)
        for start in range(0, _SHARES, ROWS)
    )


@lru_cache(maxsize=2)  # of one text for its numbers, and then for what it is compared with
def _threes(letters: str) -> frozenset[bytes]:
    written = letters.encode("utf-32-le", "replace")
    last = len(written) - 2 * _BYTES
    return frozenset([written[start : start + 3 * _BYTES] for start in range(0, last, _BYTES)])
