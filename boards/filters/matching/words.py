"""Watched words, looked for together."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain
from typing import NamedTuple

from boards.filters.matching.automaton import Automaton
from boards.filters.matching.meant import is_meant
from boards.filters.matching.parts import Part, parts_of
from boards.filters.matching.spellings import Spelling, spellings_of
from boards.filters.matching.streams import (
    END_OF_FIELD,
    Row,
    all_letters,
    loose_letters,
    loose_row,
    plain_letters,
    plain_row,
)

AROUND = 8  # letters that say whether a find is meant: particles, swearing, numerals
MIN_LETTERS = 2  # of a word: one syllable is in every text


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


def is_long_enough(word: str) -> bool:
    """Say whether a word has letters enough to be looked for."""
    return sum(unit.count for unit in plain_row(word).units) >= MIN_LETTERS


class Words:
    """Words of many filters, looked for together."""

    def __init__(self, watched: Iterable[Watched]) -> None:
        self._spellings: dict[str, list[tuple[Watched, Spelling]]] = {}
        innocent: dict[int, set[str]] = {}
        for each in watched:
            for spelling in spellings_of(each.word):
                self._spellings.setdefault(spelling.letters, []).append((each, spelling))
            for word in each.innocent:
                innocent.setdefault(each.number, set()).update(_rows_of_innocent(word))
        longest = max(map(len, (*self._spellings, *chain(*innocent.values()))), default=0)
        self._around = 2 * longest + AROUND  # with a letter of another writing in every gap
        self._innocent = {number: Automaton(words) for number, words in innocent.items()}
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
        for part, row in self._rows_of(text):
            for first, end in self._automaton.found_in(row.letters):
                if not part.first <= row.units[first].start < part.end:
                    continue  # another part has it, and what stands around it
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
        innocent = self._innocent.get(watched.number)
        return innocent is None or _reach(watched.number, innocent, row)[first] < end

    def _rows_of(self, text: str) -> Iterator[tuple[Part, Row]]:
        """Yield rows of the parts of a text that may hold something."""
        for part in parts_of(text, self._around):
            plain = None
            if self._may_hold(plain_letters(part.text)) or self._has_run(part.text):
                plain = plain_row(part.text, part.start)
                yield part, plain
            if self._may_hold(loose_letters(part.text)):
                yield part, loose_row(part.text, part.start, plain)

    def _may_hold(self, letters: str) -> bool:
        return next(self._quick.found_in(letters), None) is not None

    def _has_run(self, text: str) -> bool:
        return self._runs is not None and self._runs.search(all_letters(text)) is not None


def _runs_of(spellings: Iterable[Spelling]) -> re.Pattern[str] | None:
    runs = {f"{re.escape(each.letters)}{{{each.counts[0]},}}" for each in spellings}
    return re.compile("|".join(sorted(runs))) if runs else None


def _rows_of_innocent(word: str) -> Iterator[str]:
    """Yield the letters by which an innocent word stands in a row, as in either kind of them."""
    yield plain_letters(word)
    yield from filter(None, loose_letters(word).split(END_OF_FIELD))


def _reach(number: int, innocent: Automaton, row: Row) -> list[int]:
    """Return for each letter where the innocent words end that begin there or before it.

    A find is then compared with one number, however many exceptions its filter has.
    """
    if number not in row.reach:
        reach = [0] * len(row.letters)
        for start, end in innocent.found_in(row.letters):
            reach[start] = max(reach[start], end)
        row.reach[number] = list(accumulate(reach, max))
    return row.reach[number]
