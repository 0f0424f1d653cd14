"""Which finds of a watched word are meant, and which are the middle of innocent words.

Where nothing was put between its letters, a word of Hangul is found wherever it stands, as in
개시발; a Latin one only as a word of its own: `ass` is not in `class`. Where something was put
between them, more has to speak for it, since 다시 발표 holds 시 발, and `the pen is` holds a word:

- Across a space or a sign (시.발), a word of Hangul begins and ends where words do, but for a
  particle or what swearing ends in (시.발놈); of Latin letters, each stands alone (`f u c k`).
- Across digits or single letters (시1발, 시ㅋ발), and drawn out or spelled as it sounds (시이발,
  십알), it begins where a word does.
- With Latin letters for some syllables (바ka라), or digits for the first or last letter (5hit),
  nothing stands between; it begins where a word does, or has three syllables and Latin within.
- With something in every gap, a word of three syllables is found wherever it stands.

What follows a number counts or tells the time, and begins no word: 오후 3시 발인, 강아지 5개 새끼.
"""

import re
from collections.abc import Sequence
from itertools import takewhile

from boards.filters.matching.signs import SignKind
from boards.filters.matching.spellings import Spelling
from boards.filters.matching.streams import (
    BREAK,
    DIGIT,
    FOREIGN,
    LETTER,
    LISTING,
    MARK,
    SPACE,
    TOUCHING,
    Row,
    Unit,
    touches,
)
from boards.search.tokens.particles import leaves_noun_alone

SHORT_LATIN = 3  # letters; of such a word a double letter makes another one: god, good
MIN_LONG = 3  # syllables of a word that does not come about by chance
_CALLING = ("아", "야", "들아")  # to somebody
_MAX_PARTICLE = 4  # syllables
_BEFORE_SWEARING = frozenset(
    ("아", "야", "와", "아오", "이런", "에이", "진짜", "존나", "개", "씹", "좆", "니미")
)
_BEHIND_SWEARING = re.compile("개?(?:놈|년|새끼|새키|색기|색끼|자식|것들|롬|럼)")
_MAX_AROUND = 3  # syllables of these
_COUNTERS = frozenset("시개대병명번회장권일월년분초층호차건잔곡편살도만조인")
_NUMERALS = re.compile(
    "(?:열|스물|서른)?(?:한|두|세|네)|열|스무|몇|여러|한두|두세|서너|두어|네댓"
    "|[가-힣]{0,2}(?:다섯|여섯|일곱|여덟|아홉|십|백|천)"
)
_MAX_DIGITS = 2  # of a number of things; 365대출 is a name
_STRAY = DIGIT | LETTER | FOREIGN


def is_meant(spelling: Spelling, row: Row, first: int, end: int) -> bool:
    """Say whether letters of a row are the word, and not the middle of innocent ones."""
    units = row.units[first:end]
    if not _has_counts(spelling, units):
        return False
    gap = units[0].inner
    for unit in units[1:]:
        gap |= unit.gap | unit.inner
    if gap & BREAK or _is_within_number(row, first, end):
        return False
    if spelling.is_exact and gap:
        return False
    if spelling.is_exact and not spelling.is_latin:
        return _is_mixed_word(spelling, row, first, end)
    if spelling.is_latin:
        return _is_latin_word(spelling, row, first, end, gap)
    if spelling.is_whole:
        return gap == TOUCHING and _starts(row, first) and _ends(row, end)
    if row.is_loose and not gap & _STRAY:
        return False  # the plain row has it
    if gap and spelling.letters.isdecimal():
        return False
    if gap == TOUCHING and spelling.is_sure:
        return not _is_counted(row, first, end)
    return _is_hangul_word(spelling, row, first, end, gap)


def _is_hangul_word(spelling: Spelling, row: Row, first: int, end: int, gap: int) -> bool:
    """Say whether a word is meant that is not simply written as it is."""
    starts = spelling.goes_on_before or (_starts(row, first) and not _follows_number(row, first))
    closes = _ends(row, end) or _ends_before_particle(row, end)
    if gap & SPACE:
        closes = closes or _is_before_swearing(row, end)
        return spelling.is_sure and not gap & (DIGIT | FOREIGN) and starts and closes
    if not spelling.is_sure and not gap & (MARK | FOREIGN):
        return starts
    units = row.units[first:end]
    if all(unit.kind is SignKind.JAMO for unit in units):
        return starts or _ends(row, end)
    if _is_long(spelling) and (_has_all_gaps(units) or not gap & ~FOREIGN):
        return True
    if spelling.is_sure and _is_before_swearing(row, end):
        return True
    if gap & _STRAY and not gap & (LISTING | FOREIGN):
        return starts or (closes and _is_behind_swearing(row, first))
    if _is_long(spelling) and not gap & LISTING:
        return starts or _ends(row, end)
    return closes and (starts or _is_behind_swearing(row, first))


def _is_mixed_word(spelling: Spelling, row: Row, first: int, end: int) -> bool:
    """Say whether letters of two writings are one word: 바ka라, but not the end of Sonja지음."""
    starts = spelling.goes_on_before or spelling.is_sure or _starts(row, first)
    is_closed = not row.letters[end - 1].isascii() or _ends(row, end)
    return starts and is_closed


def _is_long(spelling: Spelling) -> bool:
    return spelling.is_sure and len(spelling.letters) >= MIN_LONG


def _has_all_gaps(units: Sequence[Unit]) -> bool:
    return all(unit.gap & (MARK | _STRAY) for unit in units[1:])


def _is_latin_word(spelling: Spelling, row: Row, first: int, end: int, gap: int) -> bool:
    if not (spelling.goes_on_before or _starts(row, first)):
        return False
    if not (spelling.goes_on_behind or _ends(row, end)):
        return False
    if gap & _STRAY:
        return False
    return not gap & SPACE or all(unit.gap & ~TOUCHING for unit in row.units[first + 1 : end])


def _has_counts(spelling: Spelling, units: Sequence[Unit]) -> bool:
    is_short = spelling.is_latin and sum(spelling.counts) <= SHORT_LATIN
    for unit, count in zip(units, spelling.counts, strict=True):
        if unit.count < count or (is_short and count < unit.count < SHORT_LATIN):
            return False
    return True


def _starts(row: Row, first: int) -> bool:
    return first == 0 or not touches(row.units[first - 1], row.units[first])


def _ends(row: Row, end: int) -> bool:
    if end == len(row.units):
        return True
    after = row.units[end]
    return after.kind is SignKind.JAMO or not touches(row.units[end - 1], after)


def _ends_before_particle(row: Row, end: int) -> bool:
    rest: list[str] = []
    for place in range(end, len(row.units)):
        if not touches(row.units[place - 1], row.units[place]):
            break
        rest.append(row.units[place].letter * row.units[place].count)
        if len(rest) > _MAX_PARTICLE:
            return False
    return _is_particle("".join(rest))


def _is_particle(rest: str) -> bool:
    if not re.fullmatch("[가-힣]+", rest):
        return False
    return rest in _CALLING or leaves_noun_alone(rest)


def _is_within_number(row: Row, first: int, end: int) -> bool:
    """Say whether the digits at an edge of a find go on beyond it: 18 in 2018."""
    units = row.units
    before = first > 0 and _are_one_number(units[first - 1], units[first])
    return before or (end < len(units) and _are_one_number(units[end - 1], units[end]))


def _are_one_number(before: Unit, unit: Unit) -> bool:
    are_digits = before.kind is SignKind.DIGIT and unit.kind is SignKind.DIGIT
    return are_digits and not unit.gap & ~MARK


def _follows_number(row: Row, first: int) -> bool:
    """Say whether a number counts what begins here: 3시, 5 개, 다섯 개."""
    unit = row.units[first]
    if unit.kind is not SignKind.LETTER or first == 0:
        return bool(row.is_loose and unit.gap & DIGIT and not unit.gap & MARK)
    if unit.gap & DIGIT:
        return not unit.gap & MARK
    if unit.gap & ~SPACE:
        return False
    if row.units[first - 1].kind is SignKind.DIGIT:
        return True
    return unit.gap == SPACE and _NUMERALS.fullmatch(_before(row, first - 1)) is not None


def _is_counted(row: Row, first: int, end: int) -> bool:
    """Say whether a word of two syllables begins with what a number counts: 7시발 열차."""
    unit = row.units[first]
    if row.is_loose or end - first != MIN_LONG - 1 or unit.gap or unit.letter not in _COUNTERS:
        return False
    before = row.units[max(0, first - _MAX_DIGITS - 1) : first]
    digits = len(list(takewhile(lambda each: each.kind is SignKind.DIGIT, reversed(before))))
    if not 0 < digits <= _MAX_DIGITS or _is_before_swearing(row, end):
        return False
    return end == len(row.units) or row.units[end].kind is not SignKind.JAMO


def _is_behind_swearing(row: Row, first: int) -> bool:
    """Say whether what stands before is said with such words: 아시.발, 진짜시.발."""
    return (
        first > 0
        and touches(row.units[first - 1], row.units[first])
        and (_before(row, first - 1) in _BEFORE_SWEARING)
    )


def _before(row: Row, last: int) -> str:
    """Return the written word that ends with a letter, but no more of it than is asked for."""
    place = last
    while place > 0 and last - place <= _MAX_AROUND:
        if not touches(row.units[place - 1], row.units[place]):
            break
        place -= 1
    return row.letters[place : last + 1]


def _is_before_swearing(row: Row, end: int) -> bool:
    place = end
    while place < len(row.units) and place - end <= _MAX_AROUND:
        if not touches(row.units[place - 1], row.units[place]):
            break
        place += 1
    return _BEHIND_SWEARING.match(row.letters[end:place]) is not None
