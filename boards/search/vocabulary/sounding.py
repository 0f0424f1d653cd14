"""Finds words of the vocabulary that sound like others: of the other script, or spelt otherwise."""

from collections.abc import Iterable

from boards.search.models import VocabularyWord
from boards.search.tokens.sounds import (
    FAR,
    FAR_IN_ONE_SCRIPT,
    FAR_OF_FEW,
    FEW_CONSONANTS,
    sounds_of,
    unlikeness,
)

MAX_ALIKE = 200  # words that are compared
MAX_TOLD = 3  # for one word


def sounding_like(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words that each sounds like, the likest first; of Latin letters, those in Hangul.

    One statement for all of them. Words that are like no other are left out.

    Args:
        words: folded, of Hangul or of Latin letters alone.
    """
    sounds = {word: found for word in words if (found := sounds_of(word))}
    if not sounds:
        return {}
    wanted = set[str]().union(*sounds.values())
    known = VocabularyWord.objects.filter(sound__in=wanted).order_by("-posts", "pk")
    rows = list(known.values_list("word", "sound")[:MAX_ALIKE])
    alike = {
        word: _likest(word, [row for row in rows if row[1] in sounds[word]]) for word in sounds
    }
    return {word: others for word, others in alike.items() if others}


def _likest(word: str, rows: list[tuple[str, str]]) -> list[str]:
    steps = {
        other: steps
        for other, sound in rows
        if other != word
        and not (word.isascii() and other.isascii())
        and (steps := unlikeness(word, other)) <= _far(word, other, sound)
    }
    # Of few consonants there are many words: 버스 sounds like Porsche, and 포르쉐 is it.
    consonants = dict(rows)
    return sorted(steps, key=lambda other: (_is_of_few(consonants[other]), steps[other]))[:MAX_TOLD]


def _is_of_few(sound: str) -> bool:
    return len(sound.lstrip("-")) <= FEW_CONSONANTS


def _far(word: str, other: str, sound: str) -> float:
    if _is_of_few(sound):
        return FAR_OF_FEW
    return FAR if word.isascii() is not other.isascii() else FAR_IN_ONE_SCRIPT
