"""A text as rows of letters in which words are looked for, with the place of each.

In the plain row nothing stands between the letters, single letters of Hangul make syllables, and
what is repeated stands once. In the loose row there are besides no digits and single letters
and no letter of another writing between the syllables (시1발, 시ㅋ발, 시x발), and digits and signs
among Latin letters are what they look like (sh1t). The loose row makes more words of a text than
are in it, and so `meant` takes less of what is found there for meant.

Most texts hold no watched word. So the letters alone come first, by what Python does for a whole
text at once, and the places only where something was found.
"""

import re
from dataclasses import dataclass, field
from functools import lru_cache

from boards.filters.matching.signs import MAX_LETTERS, SignKind, sign_of
from boards.members.lookalikes import LIKE_LATIN
from boards.search.tokens.keyboard import letters_of, syllables_of

# What stood between two letters: flags of a gap.
TOUCHING, MARK, SPACE, DIGIT, LETTER, BREAK = 0, 1, 2, 4, 8, 16
LISTING = 32  # besides MARK: it parts what is listed or explained
FOREIGN = 64  # a letter of another writing between two of Hangul: 시x발
END_OF_FIELD = "\0"  # between the texts of one post: no word reaches across

_LISTING_MARKS = frozenset(",/·ㆍ‧・､、，／()（）[]:;&+|")
_LEET = {
    "0": "o", "1": "i", "3": "e", "4": "a", "5": "s", "7": "t",
    "@": "a", "$": "s", "!": "i", "|": "i",
}  # fmt: skip
_LEET_TABLE = str.maketrans(_LEET)
# Linear: a run is read whole or not at all.
_LEET_RUN = re.compile(r"(?<![013457@$!|])[013457@$!|]+(?![013457@$!|])")
_LATIN_LETTER = "a-zA-Zａ-ｚＡ-Ｚ🄰-🆉" + "".join(
    chr(code) for code in LIKE_LATIN if not chr(code).isdecimal()
)
_LATIN_BEFORE = re.compile(rf"[{_LATIN_LETTER}]([\s.*~_\-]?)\Z")
_LATIN_BEHIND = re.compile(rf"([\s.*~_\-]?)[{_LATIN_LETTER}]")
# What stands for a vowel behind a single consonant: ㅅl발.
_VOWEL_SIGNS = str.maketrans({**dict.fromkeys("l1|!iI丨│ι", "ㅣ"), **dict.fromkeys("rト卜├", "ㅏ")})
_VOWEL_RUN = re.compile(r"(?<=[ㄱ-ㅎ])[l1|!iI丨│ιrト卜├](?![a-zA-Z])")
# But not between two initials that stand alone: ㅅ1ㅂ, 아ㅅ1ㅂ.
_BETWEEN_INITIALS = re.compile(
    r"(?<=(?:(?<![ㄱ-ㅣ가-힣])|(?<=[아야]))[ㄱ-ㅎ])[\dl|!iI丨│ιrト卜├](?=[ㄱ-ㅎ](?![ㅏ-ㅣ]))"
)
_RUN_OF_JAMO = re.compile(r"[ㄱ-ㅣ]{2,}")
_MAKES_SYLLABLES = re.compile(r"[ㄱ-ㅎ][ㅏ-ㅣ]")
_REPEATED = re.compile(r"([^\d])\1+")
_STRAYS = re.compile(r"[0-9ㄱ-ㅣ]+")
# One sign of another writing, of as many letters as signs become at most.
_FOREIGN = re.compile(rf"(?<=[가-힣])[^가-힣ㄱ-ㅣ\d\0]{{1,{MAX_LETTERS}}}(?=[가-힣])")


class _Letters(dict[int, str]):
    """What `str.translate` makes of each code point; worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        letters = END_OF_FIELD if character == END_OF_FIELD else sign_of(character).letters
        if len(self) < MAX_KNOWN:
            self[code] = letters
        return letters


MAX_KNOWN = 20_000  # code points
MAX_CACHED = 1000  # single letters of Hangul
_letters = _Letters()


def all_letters(text: str) -> str:
    """Return the letters of a text as often as they stand there."""
    return text.translate(_letters)


def plain_letters(text: str) -> str:
    """Return the letters of the plain row."""
    return _once(_with_syllables(_with_vowels(text).translate(_letters)))


def loose_letters(text: str) -> str:
    """Return the letters of the loose row; empty where it is no other than the plain one.

    With signs of another writing between syllables, and, behind END_OF_FIELD, without them.
    """
    latin = _as_latin(_with_vowels(text))
    letters = latin.translate(_letters)
    has_foreign = _FOREIGN.search(letters) is not None
    if latin is text and not has_foreign and not _STRAYS.search(letters):
        return ""
    letters = _once(_STRAYS.sub("", _with_syllables(letters)))
    return f"{letters}{END_OF_FIELD}{_FOREIGN.sub('', letters)}" if has_foreign else letters


def _with_vowels(text: str) -> str:
    text = _BETWEEN_INITIALS.sub(".", text)
    if not _VOWEL_RUN.search(text):
        return text
    return _VOWEL_RUN.sub(lambda match: match[0].translate(_VOWEL_SIGNS), text)


def _as_latin(text: str) -> str:
    """Read digits and signs beside Latin letters as the letters that they look like."""
    latin = _LEET_RUN.sub(_leet_read, text)
    return text if latin == text else latin


def _leet_read(run: re.Match[str]) -> str:
    """Read signs with a Latin letter on one side as letters, and digits with one on both.

    What parts them from it is the same on both sides: s.h.1.t, but not the model A5-S.
    """
    before = _LATIN_BEFORE.search(run.string, max(0, run.start() - 2), run.start())
    behind = _LATIN_BEHIND.match(run.string, run.end())
    if before and behind and before[1] == behind[1]:
        return run[0].translate(_LEET_TABLE)
    touches_letter = (before and not before[1]) or (behind and not behind[1])
    has_digit = any(sign.isdigit() for sign in run[0])
    return run[0].translate(_LEET_TABLE) if touches_letter and not has_digit else run[0]


def _with_syllables(letters: str) -> str:
    if not _MAKES_SYLLABLES.search(letters):
        return letters
    return _RUN_OF_JAMO.sub(lambda run: _syllables_of(run[0]), letters)


def _syllables_of(jamo: str) -> str:
    if len(jamo) > MAX_CACHED:
        return syllables_of(jamo)
    return _cached_syllables_of(jamo)


@lru_cache(maxsize=500)  # of a part, which asks for each several times
def _cached_syllables_of(jamo: str) -> str:
    return syllables_of(jamo) if _MAKES_SYLLABLES.search(jamo) else jamo


def _once(letters: str) -> str:
    return _REPEATED.sub(r"\1", letters)


@dataclass(slots=True)
class Unit:
    """One letter of a row: what stood there, where, how often, and what stood before and in it."""

    letter: str
    start: int
    end: int
    kind: SignKind
    gap: int = TOUCHING
    inner: int = TOUCHING
    count: int = 1


@dataclass(slots=True)
class Row:
    """A row of letters.

    Attributes:
        letters: one sign for each of `units`.
        reach: how far innocent words reach in it, by filter; filled when something is found.
    """

    letters: str
    units: list[Unit]
    is_loose: bool = False
    reach: dict[int, list[int]] = field(default_factory=dict)


def plain_row(text: str, offset: int = 0) -> Row:
    """Return the letters of the plain row with their places, counted from `offset`."""
    units = _collapsed(_together(_units_of(_with_vowels(text), offset)))
    return Row("".join([unit.letter for unit in units]), units)


def loose_row(text: str, offset: int = 0, plain: Row | None = None) -> Row:
    """Return the letters of the loose row with their places, counted from `offset`.

    Args:
        plain: the plain row of the text, if it is there and not needed any more.
    """
    written = _with_vowels(text)
    latin = _as_latin(written)
    if plain is not None and latin is written:
        units = plain.units
    else:
        units = _together(_units_of(latin, offset))
    units = _collapsed(_without_strays(units))
    return Row("".join([unit.letter for unit in units]), units, is_loose=True)


def _units_of(text: str, offset: int) -> list[Unit]:
    """Return every letter, digit and single letter of Hangul of a text, in order.

    What is repeated at once becomes one unit here already, where it makes no syllables.
    """
    units: list[Unit] = []
    gap, last = BREAK, ""
    for place, character in enumerate(text, offset):
        kind, letters = sign_of(character)
        if letters:
            is_letter = kind is SignKind.LETTER
            for letter in letters:
                if not gap and letter == last:
                    units[-1].count += 1
                    units[-1].end = place + 1
                    continue
                units.append(Unit(letter, place, place + 1, kind, gap))
                gap, last = TOUCHING, letter if is_letter else ""
        elif kind is SignKind.SPACE:
            gap |= SPACE
        elif kind is SignKind.MARK:
            gap |= MARK | LISTING if character in _LISTING_MARKS else MARK
        elif character == END_OF_FIELD:
            gap |= BREAK
    return units


def _together(units: list[Unit]) -> list[Unit]:
    """Put single letters of Hangul together where they make syllables."""
    made: list[Unit] = []
    run: list[Unit] = []
    for unit in units:
        if unit.kind is not SignKind.JAMO:
            if run:
                made += _syllables(run)
                run = []
            made.append(unit)
        else:
            if run and unit.gap & BREAK:
                made += _syllables(run)
                run = []
            run.append(unit)
    return made + _syllables(run)


def _syllables(run: list[Unit]) -> list[Unit]:
    if len(run) < 2:
        return run
    jamo = "".join([unit.letter for unit in run])
    if not _MAKES_SYLLABLES.search(jamo):
        return run
    made, place = [], 0
    for sign in _syllables_of(jamo):
        parts = run[place : place + _length(sign)]
        place += len(parts)
        first = parts[0]
        if len(parts) > 1:
            for part in parts[1:]:
                first.inner |= part.gap
            first.letter, first.end, first.kind = sign, parts[-1].end, SignKind.LETTER
        made.append(first)
    return made


@lru_cache(maxsize=12_000)  # there are as many syllables
def _length(sign: str) -> int:
    """Return of how many single letters a sign is made."""
    return len(letters_of(sign)) or 1


def _collapsed(units: list[Unit]) -> list[Unit]:
    """Let a letter that follows itself at once stand once, and count how often it did."""
    made: list[Unit] = []
    last: Unit | None = None
    for unit in units:
        if (
            last is None
            or last.letter != unit.letter
            or unit.gap & ~LETTER
            or unit.kind is SignKind.DIGIT
        ):
            made.append(unit)
            last = unit
        else:
            last.end, last.count = unit.end, last.count + unit.count
            last.inner |= unit.inner | unit.gap
    return made


def _without_strays(units: list[Unit]) -> list[Unit]:
    """Leave out what stands between syllables, and note what it was.

    That is digits, single letters of Hangul, and one sign of another writing.
    """
    made: list[Unit] = []
    gap = TOUCHING
    for place, unit in enumerate(units):
        if unit.kind is not SignKind.LETTER:
            gap |= unit.gap | (DIGIT if unit.kind is SignKind.DIGIT else LETTER)
        elif not _is_hangul(unit) and _is_foreign(units, place):
            gap |= unit.gap | FOREIGN
        else:
            unit.gap |= gap
            made.append(unit)
            gap = TOUCHING
    return made


def _is_foreign(units: list[Unit], place: int) -> bool:
    """Say whether a sign of another writing stands alone between two syllables."""
    first = last = place
    while first > 0 and units[first - 1].start == units[place].start:
        first -= 1
    while last + 1 < len(units) and units[last + 1].start == units[place].start:
        last += 1
    if first == 0 or last + 1 == len(units):
        return False
    before, behind = units[first - 1], units[last + 1]
    is_parted = (units[first].gap | behind.gap) & (SPACE | BREAK)
    return not is_parted and _is_hangul(before) and _is_hangul(behind)


def _is_hangul(unit: Unit) -> bool:
    return "가" <= unit.letter <= "힣"


def touches(before: Unit, unit: Unit) -> bool:
    """Say whether two letters belong to one written word: nothing between, and of one writing."""
    return unit.gap == TOUCHING and _writing(before) == _writing(unit)


def _writing(unit: Unit) -> str:
    if unit.kind is SignKind.DIGIT:
        return "digit"
    return "latin" if unit.letter.isascii() else "other"
