"""How surely a word of a query stands in a text, rather than only its signs.

Hangul is written without spaces inside compounds: 보험 is in 건강보험료 as a word, and 사과 is in
인사과장 by chance. No dictionary tells them apart here, but the place in the written word does:
a word that begins or ends there is likely meant, and two syllables that one other syllable
precedes and something unknown follows are likely not.
"""

import re
from enum import IntEnum

from boards.search.tokens.particles import leaves_noun_alone


class Evidence(IntEnum):
    """From signs that stand there by chance to a word that stands by itself."""

    CHANCE = 0
    ACROSS = 1  # from the end of a word into the next, and not to its end
    INSIDE = 2
    PART = 3
    DOUBTFUL = 4
    WHOLE = 5


_FINAL_CONSONANTS = 28
_AFTER_VOWELS, _AFTER_CONSONANTS = frozenset("가를는와"), frozenset("이을은과")
_SYLLABLES_BEFORE = re.compile("[가-힣]*$")
_SYLLABLES = re.compile("[가-힣]*")
_FARTHEST = 8  # syllables before a match that are looked at
# One syllable that is a word, written without the space behind it: 내집, 새차, 무보험.
_DETERMINERS = frozenset("내네제새헌옛첫각본타무")
# They make a word of three syllables from one of two: 소비자, 영주권, 전기차, 이사장, 실수도.
_LAST_SYLLABLES = frozenset(
    "자권차장금회물원인사부실비료과소국성화적용법제어증지점" + "도가은는이의에로"
)
# Of things, beasts, people, money, times, floors, years of age and so on.
_COUNTERS = frozenset("개명원불번살장대권층시분초년월일채마리병잔줄곳건편회차달주배")
_NUMBER_BEFORE = re.compile(r"\d[십백천만억조]* ?$")
_NUMERAL_BEFORE = re.compile(r"(?:^|\s)(?:한|두|세|네|다섯|여섯|일곱|여덟|아홉|열|스무|몇|여러) ?$")


def evidence_at(text: str, start: int, end: int) -> Evidence:
    """Judge one place in a folded text that holds the signs of a word."""
    if not "가" <= text[start] <= "힣":
        return Evidence.WHOLE
    if end - start == 1 and _is_counted(text, start):
        return Evidence.CHANCE
    before, ends = _surroundings(text, start, end)
    if not before and ends:
        return Evidence.DOUBTFUL if text[end : end + 1] == "이" else Evidence.WHOLE
    if end - start == 1:
        return Evidence.PART if len(before) > 1 and ends else Evidence.CHANCE
    if not before or len(before) > 1:
        return Evidence.PART if not before or ends else Evidence.INSIDE
    return _after_one_syllable(before, text[start:end], ends=ends)


def evidence_of_consonants_at(text: str, start: int, end: int) -> Evidence:
    """Judge one place in a folded title whose syllables begin with the consonants asked for.

    They are those of a word from its beginning, and may go on into the next word; or those of the
    last part of a compound.
    """
    before, ends = _surroundings(text, start, end)
    if not before:
        if ends:
            return Evidence.WHOLE
        return Evidence.PART if text[start:end].isalnum() else Evidence.ACROSS
    is_last_part = ends and len(before) > 1 and text[start:end].isalnum()
    return Evidence.INSIDE if is_last_part else Evidence.CHANCE


def _is_counted(text: str, start: int) -> bool:
    """Tell whether one syllable only says in what things are counted: 15개, 두 개."""
    before = text[max(0, start - _FARTHEST) : start]
    is_number = _NUMBER_BEFORE.search(before) is not None
    return is_number or (text[start] in _COUNTERS and _NUMERAL_BEFORE.search(before) is not None)


def _surroundings(text: str, start: int, end: int) -> tuple[str, bool]:
    """Return the syllables before a place in its written word, and whether a noun may end there."""
    before = _SYLLABLES_BEFORE.findall(text[max(0, start - _FARTHEST) : start])[0]
    match = _SYLLABLES.match(text, end)
    after = match[0] if match else ""
    return before, leaves_noun_alone(after) and not _cannot_follow(text[end - 1], after)


def _cannot_follow(last: str, after: str) -> bool:
    """Tell whether a particle has the form that stands behind other sounds: 전문가, not 친구가."""
    if not "가" <= last <= "힣":
        return False
    is_closed = (ord(last) - ord("가")) % _FINAL_CONSONANTS != 0
    return after in (_AFTER_VOWELS if is_closed else _AFTER_CONSONANTS)


def _after_one_syllable(before: str, word: str, *, ends: bool) -> Evidence:
    if len(word) > 2 or before in _DETERMINERS:
        return Evidence.PART if ends else Evidence.INSIDE
    return Evidence.INSIDE if ends and word[-1] not in _LAST_SYLLABLES else Evidence.CHANCE
