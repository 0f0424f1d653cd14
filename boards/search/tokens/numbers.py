"""Reads numbers in the ways in which they are written, so that one number is one token.

    5천명, 5,000명        5000          13만5천, 13만 5,000    135000
    1.2억                 120000000     19,341.83              19341.83
    2024.1.24, 2024-01-24 20240124      (213) 555-1234         2135551234

A comma joins digits only before exactly three: `1,2` are two numbers. A dot between digits stays,
so that a version 1.2.3 is no 123.
"""

import re
from decimal import Decimal

MAX_DIGITS = 30  # of a number with units; one that is longer is taken as it stands

_UNITS = {"십": 10, "백": 100, "천": 1_000, "만": 10**4, "억": 10**8, "조": 10**12}
UNITS = "".join(_UNITS)
COMMA = r"(?<=\d)(?<!\d{4}),(?=\d{3}(?!\d))"  # as a joint
_DIGITS = r"(?:\d{1,3}(?:,\d{3})++(?!\d)|\d++)"
_NUMBER = rf"{_DIGITS}(?:\.\d++)?+"
_SMALL = rf"{_NUMBER}(?:[천백십]\d{{0,3}}+)*+"
# Behind a space only what can hardly be a number of its own: 13만 5천, 13만 5000; not 3만 2024년.
_SPACED = rf" (?:{_NUMBER}[천백십](?:\d{{1,3}}[천백십]?)*+|(?:\d,\d{{3}}|\d{{4}})(?![\d,.]| ?년))"
_REST = rf"(?:{_SMALL}(?![만억조])|{_SPACED}(?![만억조]))?"
_MAN = rf"{_SMALL}만(?!큼)"
_EOK = rf"{_SMALL}억(?: ?{_MAN})?"
_WITH_UNITS = (
    rf"{_SMALL}조(?: ?{_EOK}| ?{_MAN})?{_REST}|{_EOK}{_REST}|{_MAN}{_REST}"
    rf"|{_NUMBER}[천백십]\d{{0,3}}+(?:[천백십]\d{{0,3}}+)*+"
)
_DATE = r"\d{4}(?:\. ?\d{1,2}\. ?\d{1,2}|-\d{1,2}-\d{1,2}|/\d{1,2}/\d{1,2})(?![\d/-]|\.\d)"
_PHONE = r"(?:\(\d{2,4}\) ?|\d{2,3}[-. ])\d{3,4}[-. ]\d{4}(?![\d.,-]\d|\d)"
AMOUNT = rf"(?:{_WITH_UNITS}|{_NUMBER})"  # of anything: no date, and no telephone number
# What may be one number, for the pattern of words; `_` and letters must not stand before it.
PATTERN = rf"(?:{_PHONE}|(?=\d)(?:{_DATE}|{_WITH_UNITS}))"

_IS_DATE = re.compile(r"(\d{4})[-./] ?(\d{1,2})[-./] ?(\d{1,2})")
_IS_PHONE = re.compile(_PHONE)
_IS_WITH_UNITS = re.compile(_WITH_UNITS)
_IS_AMOUNT = re.compile(rf"{_NUMBER}|{_WITH_UNITS}")
_PART = re.compile(rf"({_NUMBER})([{UNITS}]*)")
_SEVERAL_WORDS = re.compile(rf"(?<![\w.,-]){PATTERN}")
_COMMA = re.compile(COMMA)
_WORDS_BESIDE = re.compile(rf"(?<=\d)[{UNITS}][가-힣]+")


def token_of(word: str) -> str | None:
    """Return the token of a folded date, telephone number or number with units; None for others."""
    if date := _IS_DATE.fullmatch(word):
        year, month, day = date.groups()
        return f"{year}{month:0>2}{day:0>2}"
    if _IS_PHONE.fullmatch(word):
        return "".join(re.findall(r"\d", word))
    return _value_of(word) if _IS_WITH_UNITS.fullmatch(word) else None


def is_amount(word: str) -> bool:
    """Tell whether a folded word is one number: 1,234.5 and 5천, but no date and no version."""
    return _IS_AMOUNT.fullmatch(word) is not None


def without_commas(word: str) -> str:
    """Return a word without the commas that only group its digits."""
    return _COMMA.sub("", word)


def in_one_word(text: str) -> str:
    """Return a query with each number that is written in several words as one: 13만5천."""
    return _SEVERAL_WORDS.sub(_without_spaces, text)


def words_beside(folded: str) -> list[str]:
    """Return the words of Hangul that begin in a number: 만원 in 5만원, 천명 in 5천명."""
    return _WORDS_BESIDE.findall(folded)


def is_number(token: str) -> bool:
    """Tell whether a token is a number, which may be written in other signs."""
    return token.isascii() and token.replace(".", "").isdigit()


def _value_of(word: str) -> str | None:
    if len(word) > MAX_DIGITS:
        return None
    value, section = Decimal(0), Decimal(0)
    for number, units in _PART.findall(word):
        part = Decimal(number.replace(",", ""))
        for unit in units:
            if _UNITS[unit] < 10**4:
                part *= _UNITS[unit]
                continue
            value, section, part = value + (section + part) * _UNITS[unit], Decimal(0), Decimal(0)
        section += part
    return f"{(value + section).normalize():f}"


def _without_spaces(match: re.Match[str]) -> str:
    number = match[0]
    if " " not in number:
        return number
    return re.sub(r"\D", "", number) if _IS_PHONE.fullmatch(number) else number.replace(" ", "")
