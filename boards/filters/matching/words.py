"""Watched words: the spellings that each is known by, and which of its finds are meant.

Where nothing was put between its letters, a word of Hangul is found wherever it stands, as in
개시발; a Latin one only as a word of its own: `ass` is not in `class`. Where something was put
between them, more has to speak for it, since 다시 발표 holds 시 발, and `the pen is` holds a word:

- Across a space, a word of Hangul begins and ends where words do, but for a particle; of Latin
  letters, each stands alone (`f u c k`).
- Across a sign (시.발) a word of Hangul begins or ends where a word does.
- Across digits or single letters (시1발, 시ㅋ발), and drawn out or spelled as it sounds (시이발,
  십알), it begins where a word does.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from boards.filters.matching.automaton import Automaton
from boards.filters.matching.signs import Kind
from boards.filters.matching.streams import (
    BREAK,
    DIGIT,
    LETTER,
    MARK,
    SPACE,
    TOUCHING,
    Row,
    Unit,
    all_letters,
    loose_letters,
    loose_row,
    plain_letters,
    plain_row,
    touches,
)
from boards.search.hangul import Syllable, is_syllable, syllable_of
from boards.search.keyboard import letters_of, meant_by
from boards.search.particles import leaves_noun_alone

MIN_LETTERS = 2  # of a word: one syllable is in every text
MIN_KEYS = 4  # of a word that was typed in the wrong layout: shorter ones are English words
MIN_KEYS_OF_BEGINNING = 5  # of one that may go on
SHORT_LATIN = 3  # letters; of such a word a double letter makes another one: god, good
PART, OVERLAP = 500, 40  # code points of a text that are looked at closely
_SPACE = re.compile(r"\s")
_CALLING = ("아", "야", "들아")  # to somebody
_MAX_PARTICLE = 4  # syllables
_WILD = "*"
_INITIALS_THAT_END = frozenset("ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍㅎ")


class Watched(NamedTuple):
    """A word that is looked for.

    Attributes:
        number: of its filter.
        innocent: words that hold it and are allowed.
    """

    number: int
    word: str
    innocent: Sequence[str] = ()


class Find(NamedTuple):
    """Where a text holds what a filter watches: the code points from `start` to `end`."""

    number: int
    start: int
    end: int


@dataclass(frozen=True)
class Spelling:
    """One way in which a word is written.

    Attributes:
        counts: how often each letter follows itself.
        is_sure: false for what only sounds or looks like the word, and so begins a word.
        is_whole: it is a word of its own, whatever it is written in.
    """

    letters: str
    counts: tuple[int, ...]
    is_latin: bool
    goes_on_before: bool = False
    goes_on_behind: bool = False
    is_sure: bool = True
    is_whole: bool = False


def is_long_enough(word: str) -> bool:
    """Say whether a word has letters enough to be looked for."""
    return sum(unit.count for unit in plain_row(word).units) >= MIN_LETTERS


class Words:
    """Words of many filters, looked for together."""

    def __init__(self, watched: Iterable[Watched]) -> None:
        self._spellings: dict[str, list[tuple[Watched, Spelling]]] = {}
        self._innocent: dict[str, tuple[str, ...]] = {}
        for each in watched:
            for spelling in spellings_of(each.word):
                self._spellings.setdefault(spelling.letters, []).append((each, spelling))
            for word in each.innocent:
                plain = plain_letters(word)
                self._innocent[word] = tuple({plain, loose_letters(word) or plain})
        self._automaton = Automaton(self._spellings)
        # A row holds one letter of such a word wherever the text has that letter: ㅋㅋㅋㅋㅋ.
        of_one = {letters for letters in self._spellings if len(letters) == 1}
        self._quick = Automaton(self._spellings.keys() - of_one)
        self._runs = _runs_of(
            spelling for letters in of_one for _each, spelling in self._spellings[letters]
        )

    def found_in(self, text: str) -> Iterator[Find]:
        """Yield what a text holds of them.

        Takes a time that grows with the length of the text and with what is found, and not with
        the number of words.
        """
        seen: set[Find] = set()
        if not self._spellings:
            return
        for row in self._rows_of(text):
            for first, end in self._automaton.found_in(row.letters):
                for watched, spelling in self._spellings[row.letters[first:end]]:
                    start, stop = row.units[first].start, row.units[end - 1].end
                    find = Find(watched.number, start, stop)
                    if find not in seen and self._is_meant(watched, spelling, row, first, end):
                        seen.add(find)
                        yield find

    def _is_meant(
        self, watched: Watched, spelling: Spelling, row: Row, first: int, end: int
    ) -> bool:
        if not is_meant(spelling, row, first, end):
            return False
        return not any(
            _is_within(letters, row, first, end)
            for word in watched.innocent
            for letters in self._innocent[word]
        )

    def _rows_of(self, text: str) -> Iterator[Row]:
        """Yield rows of the parts of a text that may hold something."""
        for start, part in _parts(text):
            if self._may_hold(plain_letters(part)) or self._has_run(part):
                yield plain_row(part, start)
            if self._may_hold(loose_letters(part)):
                yield loose_row(part, start)

    def _may_hold(self, letters: str) -> bool:
        return next(self._quick.found_in(letters), None) is not None

    def _has_run(self, text: str) -> bool:
        return self._runs is not None and self._runs.search(all_letters(text)) is not None


def _runs_of(spellings: Iterable[Spelling]) -> re.Pattern[str] | None:
    runs = {f"{re.escape(each.letters)}{{{each.counts[0]},}}" for each in spellings}
    return re.compile("|".join(sorted(runs))) if runs else None


def _parts(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text where words end, each part with the end of the one before it, and its place."""
    start = 0
    while len(text) - start > PART + OVERLAP:
        yield start, text[start : start + PART + OVERLAP]
        space = _SPACE.search(text, start + PART - OVERLAP, start + PART)
        if space is None:
            break
        start = space.end()
    yield start, text[start:]


def _is_within(letters: str, row: Row, first: int, end: int) -> bool:
    """Say whether a find stands in an innocent word."""
    found = row.letters[first:end]
    place = letters.find(found)
    while place >= 0:
        begins = first - place
        if begins >= 0 and row.letters.startswith(letters, begins):
            return True
        place = letters.find(found, place + 1)
    return False


def spellings_of(word: str) -> list[Spelling]:
    """Return the ways in which a word may be written, itself first."""
    before, behind = word.startswith(_WILD), word.endswith(_WILD)
    plain = _spelling(word.strip(_WILD), before, behind)
    if plain is None:
        return []
    found = [plain]
    if any(count > 1 for count in plain.counts):  # a s s
        letters = "".join(a * b for a, b in zip(plain.letters, plain.counts, strict=True))
        once = (1,) * len(letters)
        found.append(Spelling(letters, once, plain.is_latin, before, behind))
    if plain.is_latin:
        found += _typed_as_korean(plain)
    else:
        found += (
            Spelling(letters, (1,) * len(letters), False, before, behind, is_sure=False)
            for letters in _sounding_alike(plain.letters)
        )
        found += _typed_as_latin(word)
    return [each for place, each in enumerate(found) if each not in found[:place]]


def _spelling(word: str, before: bool, behind: bool) -> Spelling | None:
    row = plain_row(word)
    if not row.letters:
        return None
    counts = tuple(unit.count for unit in row.units)
    return Spelling(row.letters, counts, row.letters.isascii(), before, behind)


def _typed_as_latin(word: str) -> Iterator[Spelling]:
    """시발 comes out as `tlqkf` while the English layout is on."""
    if not all(map(is_syllable, word)):
        return
    for keys in meant_by(word):
        if len(keys) >= MIN_KEYS and (spelling := _spelling(keys, False, False)):
            goes_on = len(keys) >= MIN_KEYS_OF_BEGINNING
            yield Spelling(spelling.letters, spelling.counts, True, goes_on_behind=goes_on)


def _typed_as_korean(plain: Spelling) -> Iterator[Spelling]:
    """And `fuck` as 려차, while the Korean one is."""
    word = "".join(a * b for a, b in zip(plain.letters, plain.counts, strict=True))
    if not word.isalpha() or len(word) < MIN_KEYS:
        return
    for typed in meant_by(word):
        spelling = _spelling(typed, False, False)
        if spelling and len(spelling.letters) >= MIN_LETTERS:
            yield Spelling(spelling.letters, spelling.counts, False, is_whole=True)


def _sounding_alike(letters: str) -> Iterator[str]:
    """Yield other spellings of a word of Hangul: 시이발, 시바알, 시바ㄹ, 십알."""
    for place, sign in enumerate(letters):
        if not is_syllable(sign):
            continue
        head, tail = letters[:place], letters[place + 1 :]
        syllable = syllable_of(sign)
        carried = str(Syllable("ㅇ", syllable.vowel, syllable.final))
        opened = str(Syllable(syllable.initial, syllable.vowel, ""))
        yield head + opened + carried + tail
        if syllable.final:
            yield head + opened + letters_of(syllable.final) + tail
        elif tail and is_syllable(tail[0]):
            following = syllable_of(tail[0])
            if following.initial in _INITIALS_THAT_END:
                closed = str(Syllable(syllable.initial, syllable.vowel, following.initial))
                silent = str(Syllable("ㅇ", following.vowel, following.final))
                yield head + closed + silent + tail[1:]


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
    if spelling.is_latin:
        return _is_latin_word(spelling, row, first, end, gap)
    starts = spelling.goes_on_before or _starts(row, first)
    if spelling.is_whole:
        return starts and _ends(row, end) and gap == TOUCHING
    if row.is_loose and not gap & (DIGIT | LETTER):
        return False  # the plain row has it
    if gap and spelling.letters.isdecimal():
        return False
    if gap & SPACE:
        return not gap & DIGIT and starts and (_ends(row, end) or _ends_before_particle(row, end))
    if gap & (DIGIT | LETTER) or not spelling.is_sure:
        return starts and not (gap & DIGIT and _follows_digit(row, first))
    if gap & MARK:
        return starts or _ends(row, end)
    return True


def _is_latin_word(spelling: Spelling, row: Row, first: int, end: int, gap: int) -> bool:
    if not (spelling.goes_on_before or _starts(row, first)):
        return False
    if not (spelling.goes_on_behind or _ends(row, end)):
        return False
    if gap & (DIGIT | LETTER):
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
    return after.kind is Kind.JAMO or not touches(row.units[end - 1], after)


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
    are_digits = before.kind is Kind.DIGIT and unit.kind is Kind.DIGIT
    return are_digits and not unit.gap & ~MARK


def _follows_digit(row: Row, first: int) -> bool:
    return bool(row.units[first].gap & DIGIT)
