"""The vocabulary of the generated texts, with how often each word is written.

The n-th word of a kind is written 1/n as often as the first (Zipf): a few words are everywhere,
some thousand are seen now and then, and ten thousands once or twice. It is the same for every
seed.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from itertools import accumulate, chain, zip_longest
from random import Random
from typing import NamedTuple

from boards.samples import words
from boards.samples.korean import (
    OBJECT,
    SUBJECT,
    TOPIC,
    TOWARDS,
    WITH,
    Verb,
    clause_ends,
    noun_modifiers,
    sentence_ends,
    with_particle,
)

COINED = 24_000
FLATTENED = 2.0  # added to each rank: the first words are not quite as frequent as Zipf says


class Weighted(NamedTuple):
    """Words with their cumulative weights, as `random.choices` takes them."""

    words: Sequence[str]
    weights: Sequence[float]


class Vocabulary(NamedTuple):
    """The words by what they do in a sentence."""

    noun: Weighted
    subject: Weighted
    topic: Weighted
    object: Weighted
    placed: Weighted  # nouns with particles of place, company and means
    place: Weighted
    adverb: Weighted
    time: Weighted
    modifier: Weighted
    number: Weighted
    clause_end: Weighted
    sentence_end: Weighted
    about: Weighted


def zipf(count: int) -> list[float]:
    """Return the cumulative weights of so many words, the most frequent first."""
    # Divisions and sums only: they give the same numbers on every machine.
    return list(accumulate(1 / (rank + FLATTENED) for rank in range(1, count + 1)))


@cache
def vocabulary() -> Vocabulary:
    """Return the vocabulary; it takes a quarter of a second to build and is kept."""
    stems = nouns()
    weights = zipf(len(stems))

    def inflected(*pairs: tuple[str, str]) -> Weighted:
        forms = [with_particle(word, pairs[n % len(pairs)]) for n, word in enumerate(stems)]
        return Weighted(forms, weights)

    return Vocabulary(
        noun=Weighted(stems, weights),
        subject=inflected(SUBJECT),
        topic=inflected(TOPIC),
        object=inflected(OBJECT),
        placed=inflected(("에", "에"), TOWARDS, ("에서", "에서"), ("도", "도"), WITH),
        place=_weighted(
            [f"{place}{end}" for end in ("에서", "에", "까지") for place in words.PLACES]
        ),
        adverb=_weighted(words.ADVERBS),
        time=_weighted(words.TIMES),
        modifier=_weighted([*words.ADJECTIVES, *_by_rank(words.VERBS, noun_modifiers)]),
        number=_weighted(list(_numbers())),
        clause_end=_weighted(_by_rank(words.VERBS, clause_ends)),
        sentence_end=_weighted(_by_rank(words.VERBS, sentence_ends)),
        about=_weighted(words.ABOUT),
    )


@cache
def nouns() -> list[str]:
    """Return every noun once, the most frequent first: simple, compound, then coined ones."""
    mixed = (word for pair in zip_longest(words.TOPICS, words.LATIN) for word in pair if word)
    # The further a word of each half is down its list, the rarer is what they make together.
    compounds = sorted(
        ((first + 1) * (last + 1), first, last)
        for first in range(len(words.TOPICS))
        for last in range(len(words.COMPOUND_ENDS))
    )
    joined = (words.TOPICS[first] + words.COMPOUND_ENDS[last] for _, first, last in compounds)
    return list(dict.fromkeys(chain(mixed, joined, _coined())))


def tag_names() -> list[str]:
    """Return the names of the tags, the most frequent first."""
    return [word for word in nouns()[:400] if len(word) > 1]


def _coined() -> Iterator[str]:
    # Not for secrets: chance that comes out the same every time.
    rng = Random("the names that nobody knows")  # noqa: S311
    for number in range(COINED):
        yield "".join(rng.choices(words.COINED_SYLLABLES, k=2 + number % 3))


def _numbers() -> Iterator[str]:
    for number in (2, 3, 1, 5, 10, 4, 6, 7, 20, 30, 8, 12, 15, 9, 50, 100):
        yield from (f"{number}{unit}" for unit in ("년", "개월", "번", "명", "주", "시간", "만불"))
    yield from (f"${hundreds}00" for hundreds in range(1, 60))
    yield from (f"{year}년에" for year in range(2024, 2005, -1))


def _by_rank(verbs: Sequence[Verb], forms: Callable[[Verb], list[str]]) -> list[str]:
    """Return the forms of all verbs, the usual forms of the usual verbs first."""
    ranked = sorted(
        ((place + 1) * (rank + 1), rank, form)
        for place, verb in enumerate(verbs)
        for rank, form in enumerate(forms(verb))
    )
    return list(dict.fromkeys(form for _, _, form in ranked))


def _weighted(listed: Sequence[str]) -> Weighted:
    return Weighted(listed, zipf(len(listed)))
