"""Takes syllables of Hangul apart and puts them together, by their numbers in Unicode."""

from typing import NamedTuple

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_FIRST, _LAST = ord("가"), ord("힣")


class Syllable(NamedTuple):
    """The letters of one syllable; `final` is empty where it ends in its vowel."""

    initial: str
    vowel: str
    final: str

    def __str__(self) -> str:
        number = INITIALS.index(self.initial) * len(VOWELS) + VOWELS.index(self.vowel)
        return chr(_FIRST + number * len(FINALS) + FINALS.index(self.final))


def syllable_of(sign: str) -> Syllable:
    """Take one syllable apart; raises ValueError for every other sign."""
    if not is_syllable(sign):
        raise ValueError(sign)
    number, final = divmod(ord(sign) - _FIRST, len(FINALS))
    initial, vowel = divmod(number, len(VOWELS))
    return Syllable(INITIALS[initial], VOWELS[vowel], FINALS[final])


def is_syllable(sign: str) -> bool:
    """Say whether one sign is a syllable, put together: 가, not ㄱ or ㅏ."""
    return _FIRST <= ord(sign) <= _LAST


def final_of(word: str) -> str:
    """Return the final consonant of a word of Hangul; empty where it ends in a vowel."""
    return syllable_of(word[-1]).final


def with_final(word: str, final: str) -> str:
    """Return a word of Hangul with this final consonant in place of its own: 봐, ㅆ: 봤."""
    return word[:-1] + str(syllable_of(word[-1])._replace(final=final))


def with_vowel(word: str, vowel: str) -> str:
    """Return a word of Hangul with this as its last vowel."""
    return word[:-1] + str(syllable_of(word[-1])._replace(vowel=vowel))
