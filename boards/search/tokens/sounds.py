"""What a word sounds like, so that a loanword is found in the other script: Costco, 코스트코.

A sound is the row of consonants, each by the class in which Hangul and Latin letters meet; vowels
are heard too differently to look anything up by. They are compared afterwards (`unlikeness`).
"""

import re
from itertools import product

from boards.search.tokens.hangul import is_syllable, syllable_of

MIN_CONSONANTS, MAX_SOUND_LENGTH = 2, 20
MAX_LETTERS = 24  # of a word that is listened to
MAX_WAYS = 24  # to read one word of Latin letters
FAR = 0.25  # of its sounds, what may be different at most
FAR_OF_FEW, FEW_CONSONANTS = 0.1, 2  # of so few, many words have the same
FAR_IN_ONE_SCRIPT = 0.16  # of another spelling in Hangul: 파사데나, 패서디나

_CONSONANTS = dict(zip("ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅈㅉㅊㅋㅌㅍㅎ", "KKNTTLMPPSSJJJKTPH", strict=True))
# At the end of a syllable: 마켓 is market.
_FINALS = _CONSONANTS | {"ㅅ": "T", "ㅆ": "T", "ㅇ": "N", "ㄺ": "LK", "ㄻ": "LM", "ㄼ": "LP"}
# ㅡ is there because Hangul needs a vowel, and is not heard.
_VOWELS = {
    **dict.fromkeys("ㅏㅘ", "a"), **dict.fromkeys("ㅐㅔㅙㅚㅞ", "e"),
    **dict.fromkeys("ㅓㅗㅝ", "o"),
    **dict.fromkeys("ㅢㅣㅟ", "i"), **dict.fromkeys("ㅒㅖ", "ie"), **dict.fromkeys("ㅕㅛ", "io"),
    "ㅑ": "ia", "ㅜ": "u", "ㅠ": "iu", "ㅡ": "",
}  # fmt: skip
# How Latin letters are read, the longer first; more than one way where it cannot be known.
_LETTERS = re.compile(
    r"(?P<long>[ai])(?=[bcdfgklmnprstvz]e(?:s|$))|(?P<silent>(?<=[^aeiouy])e(?=s?$))|tion|sion|ture"
    r"|sch|tch|ch|sh|th|ph|wh|gh|ck|qu|ng|dg|ee|ea|oo|ou|ow|ai|ay|au"
    r"|(?P<mute>r(?=es?$))|(?P<between>(?<=[aeiou])s(?=[aeiouy]))|(?P<r>[aeiou]r(?![aeiouyr]))|c(?=[eiy])|g(?=[eiy])|(?P<plural>s$)|[a-z]"
)
_READ = {
    "tion": ("SoN",), "sion": ("SoN", "JoN"), "ture": ("Jo",), "sch": ("SK", "S"), "tch": ("J",),
    "ch": ("J", "K"), "sh": ("S",), "th": ("S", "T"), "ph": ("P",), "wh": ("",), "gh": ("",),
    "ck": ("K",), "qu": ("Ku",), "ng": ("N", "NK"), "dg": ("J",), "ee": ("i",), "ea": ("i",),
    "oo": ("u",), "ou": ("au",), "ow": ("au", "o"), "ai": ("ei",), "ay": ("ei",), "au": ("o",),
    "a": ("a",), "b": ("P",), "c": ("K",), "d": ("T",), "e": ("e",), "f": ("P",), "g": ("K",),
    "h": ("H",), "i": ("i",), "j": ("J",), "k": ("K",), "l": ("L",), "m": ("M",), "n": ("N",),
    "o": ("o",), "p": ("P",), "q": ("K",), "r": ("L",), "s": ("S",), "t": ("T",), "u": ("u",),
    "v": ("P",), "w": ("",), "x": ("KS",), "y": ("i",), "z": ("J",),
}  # fmt: skip
_OF_GROUP = {
    "silent": ("",),
    "r": ("o",),
    "plural": ("S", "J", ""),
    "mute": ("",),
    "between": ("S", "J"),
}
_LONG = {"a": ("ei",), "i": ("ai",)}
_SOFT = {"c": ("S",), "g": ("K", "J")}
_TWICE = re.compile(r"([A-Z])\1")
_OF_F = "ㅜㅘㅞㅟㅝ"  # 후라이팬, 훼밀리
# In Hangul a vowel of another language is written as either of two that are near.
_NEAR = frozenset(map(frozenset, ("ae", "ao", "ei", "eo", "ou")))
_SWAP, _NEAR_SWAP = 0.5, 0.25


def may_be_loanword(word: str) -> bool:
    """Tell whether a folded word is of Latin letters, or has a sound that few others begin with."""
    return word.isascii() or any(
        is_syllable(sign) and syllable_of(sign).initial in "ㅋㅌㅍ" for sign in word
    )


def sound_of(word: str) -> str:
    """Return the consonants of a folded word as it is likeliest read; empty where they are few."""
    ways = _readings_of(word)
    return _consonants_of(ways[0]) if ways else ""


def sounds_of(word: str) -> set[str]:
    """Return the consonants of a folded word in every way in which it may be read."""
    return {sound for way in _readings_of(word) if (sound := _consonants_of(way))}


def unlikeness(first: str, second: str) -> float:
    """Return how differently two words sound, from 0 to 1; of several ways to read, the likest."""
    near = _NEAR_SWAP if first.isascii() is second.isascii() else _SWAP
    pairs = product(_readings_of(first), _readings_of(second))
    return min(
        (_distance(*pair, near=near) / max(map(len, pair)) for pair in pairs if all(pair)),
        default=1.0,
    )


def _readings_of(word: str) -> list[str]:
    if len(word) > MAX_LETTERS:
        return []
    if word.isascii() and word.isalpha():
        ways = [""]
        for match in _LETTERS.finditer(word):
            read = _read(match, word)
            ways = [way + each for way in ways for each in read][:MAX_WAYS]
        return [_TWICE.sub(r"\1", way) for way in ways]
    if not word or not all(map(is_syllable, word)):
        return []
    return [_TWICE.sub(r"\1", way) for way in _heard(word)]


def _read(match: re.Match[str], word: str) -> tuple[str, ...]:
    letters, group = match[0], match.lastgroup
    if group == "long":
        return _LONG[letters]
    if group == "r":  # car, park, Irvine: not heard
        vowel = "a" if letters == "ar" else "o"
        return (*dict.fromkeys((vowel, "o")), f"{vowel}L")
    if group is not None:
        return _OF_GROUP[group]
    is_soft = letters in _SOFT and word[match.end() : match.end() + 1] in tuple("eiy")
    return _SOFT[letters] if is_soft else _READ[letters]


def _heard(word: str) -> list[str]:
    ways = [""]
    for sign in word:
        initial, vowel, final = syllable_of(sign)
        rest = _VOWELS[vowel] + (
            _FINALS.get(final, _CONSONANTS.get(final[:1], "")) if final else ""
        )
        consonants = [_CONSONANTS.get(initial, "")]
        if initial == "ㅎ" and vowel in _OF_F:
            consonants.append("P")
        ways = [way + each + rest for way in ways for each in consonants][:MAX_WAYS]
    return ways


def _consonants_of(heard: str) -> str:
    consonants = "".join(sign for sign in heard if sign.isupper())[:MAX_SOUND_LENGTH]
    if len(consonants) < MIN_CONSONANTS:
        return ""
    # What begins with a vowel begins otherwise than what does not.
    return consonants if heard[0].isupper() else f"-{consonants}"


def _distance(first: str, second: str, *, near: float) -> float:
    """Return how much two readings differ; a vowel in place of another counts half or less."""
    row = [float(place) for place in range(len(second) + 1)]
    for place, sign in enumerate(first, 1):
        before, row = row, [float(place)]
        for other_place, other in enumerate(second, 1):
            swap = _swap(sign, other, near)
            row.append(min(before[other_place] + 1, row[-1] + 1, before[other_place - 1] + swap))
    return row[-1]


def _swap(sign: str, other: str, near: float) -> float:
    if sign == other:
        return 0.0
    if not (sign.islower() and other.islower()):
        return 1.0
    return near if frozenset((sign, other)) in _NEAR else _SWAP
