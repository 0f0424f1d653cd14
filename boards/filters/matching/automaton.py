"""Finds many words in a row of letters at once (Aho and Corasick, 1975)."""

from collections import deque
from collections.abc import Iterable, Iterator


class Automaton:
    """All words together: a row is read once, however many words there are.

    A step takes the same time whatever the words, so that nobody makes the search slow by what
    they write or what they look for.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._back = [0]
        # Of each state: the lengths of the words that end there, the longest first.
        self._ends: list[tuple[int, ...]] = [()]
        for word in words:
            if word:
                self._add(word)
        self._link()
        self._first = frozenset(self._next[0])

    def found_in(self, letters: str) -> Iterator[tuple[int, int]]:
        """Yield where words begin and end in a row of letters, by their ends, in order."""
        steps, back, ends, first = self._next, self._back, self._ends, self._first
        state = 0
        for place, letter in enumerate(letters):
            if not state and letter not in first:
                continue
            while state and letter not in steps[state]:
                state = back[state]
            state = steps[state].get(letter, 0)
            for length in ends[state]:
                yield place + 1 - length, place + 1

    def _add(self, word: str) -> None:
        state = 0
        for letter in word:
            following = self._next[state].get(letter)
            if following is None:
                following = self._next[state][letter] = len(self._next)
                self._next.append({})
                self._back.append(0)
                self._ends.append(())
            state = following
        if len(word) not in self._ends[state]:
            self._ends[state] = (len(word),)

    def _link(self) -> None:
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for letter, following in self._next[state].items():
                waiting.append(following)
                back = self._back[state]
                while back and letter not in self._next[back]:
                    back = self._back[back]
                target = self._next[back].get(letter, 0)
                self._back[following] = target if target != following else 0
                self._ends[following] += self._ends[self._back[following]]
