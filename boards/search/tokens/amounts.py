"""Reads sums of money and per cents, so that each is one token however it is written.

    $2,000, 2000불, 2천 달러, USD 2000, 이천 불     2000usd
    50만원, 500,000원, ₩500,000, 오십만 원          500000krw
    10%, 10퍼센트, 10 프로                          10percent

A text is found by these tokens besides its own.
"""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from boards.search.tokens import numbers
from boards.search.tokens.particles import leaves_noun_alone

_DIGITS = numbers.AMOUNT
_NUMERALS = dict(zip("일이삼사오육칠팔구", "123456789", strict=True))
_ONES = "".join(_NUMERALS)
# Written out, and with a unit at least: 사천, 만 오천, 이십오; not 이 달러, "this dollar".
_WRITTEN = rf"(?:(?:[{_ONES}]?[{numbers.UNITS}] ?){{1,8}}[{_ONES}]? ?)"
_THOUSANDS = {"k": 10**3, "m": 10**6, "b": 10**9}
_BEFORE = {"$": "usd", "us$": "usd", "usd": "usd", "₩": "krw", "krw": "krw"}
_BEHIND = {
    "달러": "usd", "불": "usd", "usd": "usd", "dollar": "usd", "dollars": "usd",
    "원": "krw", "krw": "krw",
    "%": "percent", "퍼센트": "percent", "프로": "percent", "percent": "percent",
}  # fmt: skip
_SIGNS = "|".join(map(re.escape, sorted(_BEFORE, key=len, reverse=True)))
# 불교, 원인 and 프로젝트 are no units.
_NAMES = (
    r"달러|불(?![교법가명편과만신행안꽃길빛])|원(?![인칙래하고서])|퍼센트|프로(?!젝|그램|필|토)"
    r"|%|(?:usd|krw|dollars?|percent)(?![a-z])"
)
_AMOUNT = re.compile(
    rf"(?<![\w.,$₩])(?P<sign>{_SIGNS}) ?(?P<signed>{_DIGITS})(?:(?P<times>[kmb])(?![a-z]))?"
    r"(?![\d.,]\d)"
    rf"|(?<![\w.,])(?P<digits>{_DIGITS}) ?(?P<unit>{_NAMES})"
    rf"|(?<![가-힣\d])(?P<written>{_WRITTEN})(?P<unit_of_written>달러|불|원|퍼센트|프로)"
)
_IN_WORDS = re.compile(rf'"[^"]*"|{_AMOUNT.pattern}', re.IGNORECASE)
_AFTER = re.compile("[가-힣]*")
_ENDS_HERE = re.compile(r"(?!\w)|[이가은는을를의도만에로](?!\w)")


class Amount(NamedTuple):
    """A sum or a share, by its token; `is_signed` when no word of Hangul says what it is."""

    token: str
    end: int
    is_signed: bool

    @property
    def is_share(self) -> bool:
        """Whether it is one of a hundred: 10%, 10프로."""
        return self.token.endswith(_BEHIND["%"])


def amounts_in(folded: str) -> Iterator[Amount]:
    """Yield the amounts of a folded text in its order."""
    for match in _AMOUNT.finditer(folded):
        if amount := _amount_of(match, folded):
            yield amount


def amount_of_word(folded: str) -> Amount | None:
    """Return the amount that a folded word of a query is, a particle behind it or not."""
    word = folded.strip("()[]~,.!?-")
    match = _AMOUNT.match(word)
    amount = match and _amount_of(match, word)
    return amount if amount and leaves_noun_alone(word[amount.end :]) else None


def in_one_word(text: str) -> str:
    """Return a query with each number, and each amount, that is written in several words as one."""
    return _IN_WORDS.sub(_joined, numbers.in_one_word(text))


def _joined(match: re.Match[str]) -> str:
    if match[0].startswith('"') or " " not in match[0]:
        return match[0]
    if match["sign"]:
        return ("₩" if match["sign"].lower() in ("₩", "krw") else "$") + match["signed"]
    return match[0].replace(" ", "") if _ENDS_HERE.match(match.string, match.end()) else match[0]


def _amount_of(match: re.Match[str], text: str) -> Amount | None:
    sign, unit = match["sign"], match["unit"]
    if match["written"]:
        rest = _AFTER.match(text, match.end())
        if rest and not leaves_noun_alone(rest[0]):
            return None
        value = _value_of(_in_digits(match["written"]))
        unit = match["unit_of_written"]
    else:
        value = _value_of(match["signed"] or match["digits"])
    if value is None:
        return None
    value *= _THOUSANDS.get(match["times"] or "", 1)
    token = f"{value.normalize():f}{_BEFORE[sign] if sign else _BEHIND[unit]}"
    return Amount(token, match.end(), bool(sign) or unit == "%")


def _value_of(number: str) -> Decimal | None:
    if len(number) > numbers.MAX_DIGITS:
        return None
    return Decimal(numbers.token_of(number) or numbers.without_commas(number))


def _in_digits(written: str) -> str:
    """Return 만 오천 as 1만5천."""
    digits = ""
    for sign in written.replace(" ", ""):
        is_unit = sign in numbers.UNITS
        if is_unit and not digits[-1:].isdigit() and not (digits and sign in "만억조"):
            digits += "1"
        digits += sign if is_unit else _NUMERALS[sign]
    return digits
