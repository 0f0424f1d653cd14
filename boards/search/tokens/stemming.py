"""A light English stem: `taxes`, `filing` and `filed` are found by `tax` and `file`."""

import re
from functools import lru_cache

_VOWEL = re.compile("[aeiouy]")
_SHORT_WITHOUT_E = re.compile("[^aeiou][aeiou][^aeiouwxy]")
_SIBILANT_PLURAL = re.compile("(?:s|x|z|ch|sh)es$")
_DOUBLED = re.compile(r"([^aeioulsz])\1$")


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the stem of a lower-case word of ASCII letters.

    Plurals after D. Harman, "How effective is suffixing?" (1991); then -ing, -ed and a final e,
    where what is left still looks like a word.
    """
    return _without_final_e(_without_ending(_singular(word)))


def _singular(word: str) -> str:
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies"):
        return f"{word[:-3]}y"
    if _SIBILANT_PLURAL.search(word):
        return word[:-2]
    return word[:-1]


def _without_ending(word: str) -> str:
    for ending in ("ing", "ed"):
        rest = word.removesuffix(ending)
        if rest != word and len(rest) >= 3 and _VOWEL.search(rest) and not word.endswith("eed"):
            if _DOUBLED.search(rest):
                return rest[:-1]
            return f"{rest}e" if _SHORT_WITHOUT_E.fullmatch(rest) else rest
    return word


def _without_final_e(word: str) -> str:
    return word[:-1] if len(word) > 4 and word.endswith("e") else word
