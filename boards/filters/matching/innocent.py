"""Watched words with many innocent words that hold them: 시발점 beside 시발."""

from collections.abc import Iterable

from boards.filters.matching.automaton import Automaton
from boards.filters.matching.spellings import Spelling
from boards.filters.matching.streams import Row
from boards.filters.matching.words import Watched, Words


class WordsWithExceptions(Words):
    """Words whose innocent ones are looked for together, once in a row of letters.

    Each find is then compared with one number, however many exceptions a filter has.
    """

    def __init__(self, watched: Iterable[Watched]) -> None:
        rows = list(watched)
        super().__init__(rows)
        innocent: dict[int, set[str]] = {}
        for each in rows:
            for word in each.innocent:
                innocent.setdefault(each.number, set()).update(self._innocent[word])
        self._exceptions = {number: Automaton(words) for number, words in innocent.items()}
        # The last row and how far its innocent words reach, by filter. One tuple, so that threads
        # never see the reach of another row.
        self._last: tuple[Row | None, dict[int, list[int]]] = (None, {})

    def _is_meant(
        self, watched: Watched, spelling: Spelling, row: Row, first: int, end: int
    ) -> bool:
        bare = watched._replace(innocent=())
        if not super()._is_meant(bare, spelling, row, first, end):
            return False
        if watched.number not in self._exceptions:
            return True
        return self._reach(watched.number, row)[first] < end

    def _reach(self, number: int, row: Row) -> list[int]:
        """Return for each letter where the innocent words end that begin there or before it."""
        last = self._last
        if last[0] is not row:
            last = self._last = (row, {})
        if number not in last[1]:
            last[1][number] = _reach_of(self._exceptions[number], row.letters)
        return last[1][number]


def _reach_of(words: Automaton, letters: str) -> list[int]:
    reach = [0] * len(letters)
    for start, end in words.found_in(letters):
        reach[start] = max(reach[start], end)
    for place in range(1, len(reach)):
        reach[place] = max(reach[place], reach[place - 1])
    return reach
