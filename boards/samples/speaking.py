"""Says titles, bodies and comments in words drawn from the vocabulary."""

from collections.abc import Callable, Iterator
from itertools import accumulate
from random import Random

from boards.samples.vocabulary import Vocabulary, Weighted, vocabulary, zipf
from boards.samples.words import TITLE_ENDS

DRAWN_AT_ONCE = 2048  # words; drawing them one by one takes twice as long

MAX_SENTENCE_LENGTH = 9  # words
# Which kinds of words a sentence has, each with its weight.
_SENTENCES: dict[tuple[str, ...], int] = {
    ("object", "sentence_end"): 5,
    ("subject", "adverb", "sentence_end"): 8,
    ("time", "object", "sentence_end"): 8,
    ("topic", "subject", "adverb", "sentence_end"): 8,
    ("place", "noun", "object", "sentence_end"): 7,
    ("time", "topic", "placed", "adverb", "sentence_end"): 8,
    ("modifier", "noun", "subject", "placed", "sentence_end"): 8,
    ("subject", "clause_end", "object", "adverb", "sentence_end"): 8,
    ("topic", "number", "adverb", "object", "sentence_end"): 6,
    ("time", "place", "noun", "object", "clause_end", "sentence_end"): 7,
    ("noun", "object", "clause_end", "topic", "adverb", "sentence_end"): 7,
    ("modifier", "noun", "object", "clause_end", "subject", "placed", "sentence_end"): 6,
    ("topic", "modifier", "noun", "object", "number", "clause_end", "adverb", "sentence_end"): 5,
    ("time", "noun", "noun", "topic", "place", "placed", "object", "clause_end", "sentence_end"): 3,
}  # fmt: skip
_TITLES: dict[tuple[str, ...], int] = {
    ("noun",): 6,
    ("noun", "noun"): 6,
    ("modifier", "noun"): 3,
    ("place", "noun"): 3,
    ("subject", "clause_end", "noun"): 3,
    ("time", "place", "noun"): 2,
    ("noun", "object", "clause_end", "modifier", "noun"): 1,
}


class Speaker:
    """Says what members write. Two with generators in the same state say the same."""

    def __init__(self, rng: Random) -> None:
        self._rng = rng
        known = vocabulary()
        self._next = {kind: _drawn(rng, getattr(known, kind)) for kind in Vocabulary._fields}
        self._next_sentence = self._shapes(_SENTENCES)
        self._next_title = self._shapes(_TITLES)
        self._next_title_end = _drawn(rng, Weighted(TITLE_ENDS, zipf(len(TITLE_ENDS))))

    def title(self) -> tuple[str, str]:
        """Return a title of 2 to 7 words, and the noun among them that it is about."""
        spoken = [word() for word in self._next_title()]
        return " ".join([*spoken, self._next_title_end()]), spoken[-1]

    def paragraphs(self, topic: str, length: int) -> list[str]:
        """Return the paragraphs of a body about a topic.

        Args:
            length: about how many words, 10 at least; they are less than MAX_SENTENCE_LENGTH more.
        """
        said = self._sentences(length - 2)
        said[0] = f"{topic} {self._next['about']()} {said[0]}"
        return [" ".join(part) for part in self._cut(said)]

    def remark(self, length: int) -> str:
        """Return the text of a comment, in one line or in several.

        Args:
            length: about how many words; they are less than MAX_SENTENCE_LENGTH more.
        """
        said = self._sentences(length)
        line_end = "\n" if len(said) > 2 and self._rng.random() < 0.3 else " "
        return line_end.join([" ".join(said[:2]), *said[2:]])

    def _sentences(self, length: int) -> list[str]:
        said: list[str] = []
        spoken = 0
        while spoken < length:
            sentence = [word() for word in self._next_sentence()]
            spoken += len(sentence)
            said.append(" ".join(sentence))
        return said

    def _cut(self, said: list[str]) -> Iterator[list[str]]:
        while said:
            count = 2 + int(3 * self._rng.random())
            yield said[:count]
            said = said[count:]

    def _shapes(
        self, shapes: dict[tuple[str, ...], int]
    ) -> "Callable[[], tuple[Callable[[], str], ...]]":
        spoken = [tuple(self._next[kind] for kind in kinds) for kinds in shapes]
        weights = list(accumulate(shapes.values()))

        def drawn() -> Iterator[tuple[Callable[[], str], ...]]:
            while True:
                yield from self._rng.choices(spoken, cum_weights=weights, k=DRAWN_AT_ONCE)

        return drawn().__next__


def _drawn(rng: Random, of: Weighted) -> Callable[[], str]:
    def words() -> Iterator[str]:
        while True:
            yield from rng.choices(of.words, cum_weights=of.weights, k=DRAWN_AT_ONCE)

    return words().__next__
