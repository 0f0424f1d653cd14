"""What one word of a query asks of the index."""

import re
from functools import lru_cache

from boards.search.index.conditions import (
    CHARACTER,
    CONSONANTS,
    AllOf,
    AnyOf,
    Condition,
    Sequence,
    mark,
)
from boards.search.tokens import tokenizer
from boards.search.tokens.amounts import amount_of_word
from boards.search.tokens.particles import without_particle
from boards.search.tokens.tokenizer import Run, RunKind

MAX_SIGNED_LENGTH = 8  # characters of C++ or C#, with a particle
MAX_SEQUENCE = 40  # tokens of one word or phrase
MAX_KNOWN = 5_000  # words, and phrases, of which a process knows the conditions
MIN_PART_LENGTH, MIN_SPLIT_LENGTH, MAX_SPLIT_LENGTH = 2, 3, 8  # syllables

_HANGUL = re.compile("[가-힣]+")
# One of these that is only repeated is laughter: ㅋㅋ, ㅎㅎㅎ. But ㅇㅇㅇㅇ may be 아이오와.
_CONSONANTS = re.compile(r"(?!([ㅋㅎ])\1*$)[ㄱ-ㅎ]{2,}")


@lru_cache(maxsize=MAX_KNOWN)  # each step of a search reads the words again
def condition_of_word(word: str) -> Condition | None:
    """Return what a post must hold to be found by a word; None when nothing of it is looked for.

    A Hangul word finds what contains it, also where the writer put a space between its parts; its
    particle does not count. An amount is found in each way to write it, and C++ as it stands. Two
    leading consonants or more find titles.
    """
    runs = list(tokenizer.runs(word))
    if not runs:
        return None
    if amount := amount_of_word(tokenizer.folded(word)):
        named = Sequence((amount.token,))
        # A bare number would be found in what it counts otherwise, and 10프로 in 10프로젝트.
        return (
            named
            if amount.is_signed or amount.is_share
            else AnyOf((_sequence(_without_particle(runs)), named))
        )
    if len(word) <= MAX_SIGNED_LENGTH and (signed := tokenizer.signed_words_in(word)):
        return Sequence((signed[0],))
    if len(runs) > 1:
        return _sequence(_without_particle(runs))
    (run,) = _without_particle(runs)
    if run.kind is RunKind.WORD:
        return _latin(run.text)
    if run.kind is RunKind.HANGUL:
        return _any([run.text, *map(" ".join, parts_of_compound(run.text))])
    if is_consonants(run.text):
        return AnyOf((_sequence([run]), _leading(run.text)))
    return _sequence([run])


@lru_cache(maxsize=MAX_KNOWN)
def condition_of_phrase(text: str) -> Condition | None:
    """Return what a post must hold to contain these words one after the other."""
    amount = amount_of_word(tokenizer.folded(text))
    if amount and (amount.is_signed or amount.is_share):
        return Sequence((amount.token,))
    runs = list(tokenizer.runs(text))
    return _sequence(runs) if runs else None


def searched_runs(text: str, *, is_phrase: bool) -> list[Run]:
    """Return the runs that a word or phrase is found by: a word's without its particle."""
    runs = list(tokenizer.runs(text))
    return runs if is_phrase or not runs else _without_particle(runs)


def is_consonants(text: str) -> bool:
    """Tell whether a run of letters stands for the leading consonants of a word: ㅅㄱ, not ㅋㅋ."""
    return _CONSONANTS.fullmatch(text) is not None


def parts_of_compound(word: str) -> list[tuple[str, str]]:
    """Return the ways in which a compound of Hangul may be written apart: 세금보고, 세금 보고."""
    if not 2 * MIN_PART_LENGTH <= len(word) <= MAX_SPLIT_LENGTH or not _HANGUL.fullmatch(word):
        return []
    places = range(MIN_PART_LENGTH, len(word) - MIN_PART_LENGTH + 1)
    return [(word[:place], word[place:]) for place in places]


def splits_of(word: str) -> list[tuple[str, str]]:
    """Return every way to cut a word of Hangul in two, the likeliest first: 달착륙선, 달 착륙선.

    Parts of two syllables or more come first, then a first part of one: 빚탕감, 빚 탕감.
    """
    if not MIN_SPLIT_LENGTH <= len(word) <= MAX_SPLIT_LENGTH or not _HANGUL.fullmatch(word):
        return []
    cuts = [(word[:place], word[place:]) for place in range(1, len(word))]
    return sorted(cuts, key=lambda cut: (min(map(len, cut)) == 1, len(cut[1]) == 1))


def condition_of_split(split: tuple[str, str], *, is_beside: bool) -> Condition:
    """Return what holds where both parts stand as words, beside each other or anywhere."""
    if is_beside:
        return _sequence([run for part in split for run in tokenizer.runs(part)])
    return AllOf(tuple(_word_or_beginning(part) for part in split))


def _word_or_beginning(part: str) -> Condition:
    # One syllable by itself ends a word at least: that it stands somewhere would say little.
    return (
        Sequence((part,))
        if len(part) == 1
        else _any([part, *map(" ".join, parts_of_compound(part))])
    )


def _without_particle(runs: list[Run]) -> list[Run]:
    last = runs[-1]
    if last.kind is not RunKind.HANGUL:
        return runs
    return [*runs[:-1], last._replace(text=without_particle(last.text))]


def _any(texts: list[str]) -> Condition:
    conditions = tuple(_sequence(list(tokenizer.runs(text))) for text in texts)
    return conditions[0] if len(conditions) == 1 else AnyOf(conditions)


def _latin(word: str) -> Condition:
    joined = Sequence((tokenizer.word_token(word),))
    parts = tuple(tokenizer.parts_of(word))
    return AnyOf((joined, Sequence(parts))) if parts else joined


def _leading(consonants: str) -> Condition:
    pairs = [consonants[place : place + 2] for place in range(len(consonants) - 1)]
    return Sequence(tuple(f"{CONSONANTS}{pair}" for pair in pairs))


def _sequence(runs: list[Run]) -> Condition:
    """The tokens of the runs; what the last one begins may go on."""
    if len(runs) == 1 and runs[0].kind is not RunKind.WORD and len(runs[0].text) == 1:
        return mark(f"{CHARACTER}{runs[0].text}")
    tokens: list[str] = []
    for run in runs:
        tokens += tokenizer.tokens_of(run.text)
    last = runs[-1]
    is_paired = last.kind is not RunKind.WORD
    if is_paired and len(last.text) > 1:
        tokens.pop()  # its last sign alone: the word may go on
    is_beginning = is_paired and len(last.text) == 1
    if len(tokens) > MAX_SEQUENCE:
        tokens, is_beginning = tokens[:MAX_SEQUENCE], False
    return Sequence(tuple(tokens), is_beginning)
