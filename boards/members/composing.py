"""Unicode's normal forms of what people send, in a time that grows with its length.

Marks that stand on one letter have an order in Unicode, and `unicodedata` sorts them by insertion:
a hundred thousand accents on one letter take ten seconds, and a million a quarter of an hour. So a
row of them is parted first, as the Stream-Safe Text Format does (Unicode Standard Annex 15,
section 13): nothing that anybody writes has 30 of them.
"""

import unicodedata
from typing import Any

import regex

MAX_MARKS = 30  # that stand one behind the other, as Annex 15 has it
_PARTING = "\u034f"  # the combining grapheme joiner: it is not seen, and is no mark that is sorted

# What is sorted: marks with an order, and signs that are taken apart into nothing but such marks.
_MARK = r"(?:\P{Canonical_Combining_Class=0}|[\u0f73\u0f75\u0f81\uff9e\uff9f])"
_TOO_MANY_MARKS = regex.compile(rf"{_MARK}{{{MAX_MARKS + 1},}}+")


def composed(text: str) -> str:
    """Return a text with its Hangul and accents composed (NFC), as it is stored and shown."""
    return unicodedata.normalize("NFC", _with_marks_parted(text))


def decomposed(text: str) -> str:
    """Return a text with its syllables and accents taken apart (NFD)."""
    return unicodedata.normalize("NFD", _with_marks_parted(text))


def compatible(text: str) -> str:
    """Return a text composed, and in ordinary width and forms (NFKC)."""
    return unicodedata.normalize("NFKC", _with_marks_parted(text))


def _with_marks_parted(text: str) -> str:
    return text if text.isascii() else _TOO_MANY_MARKS.sub(_parted, text)


def _parted(row: Any) -> str:
    # A few signs are two marks, and would be one too many the next time.
    marks = "".join(unicodedata.normalize("NFD", sign) for sign in row[0])
    places = range(0, len(marks), MAX_MARKS)
    return _PARTING.join(marks[place : place + MAX_MARKS] for place in places)
