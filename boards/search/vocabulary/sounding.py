"""Finds words of the vocabulary that sound like others, written in the other script."""

from collections.abc import Iterable

from boards.search.models import VocabularyWord
from boards.search.tokens.sounds import FAR, FAR_OF_FEW, FEW_CONSONANTS, sounds_of, unlikeness

MAX_ALIKE = 200  # words that are compared
MAX_TOLD = 3  # for one word


def sounding_like(words: Iterable[str]) -> dict[str, list[str]]:
    """Return the words of the other script that each sounds like, the likest first.

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
    is_latin = word.isascii()
    steps = {
        other: steps
        for other, sound in rows
        if other.isascii() is not is_latin and (steps := unlikeness(word, other)) <= _far(sound)
    }
    return sorted(steps, key=lambda other: steps[other])[:MAX_TOLD]


def _far(sound: str) -> float:
    return FAR_OF_FEW if len(sound.lstrip("-")) <= FEW_CONSONANTS else FAR
