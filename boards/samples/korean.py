"""Korean grammar as far as a sentence needs it: particles that agree, endings of verbs."""

from typing import NamedTuple

_FIRST, _LAST = "가", "힣"
_FINALS = 28  # final consonants of a syllable block, "none" among them
_N, _L, _B, _SS = 4, 8, 17, 20  # ㄴ ㄹ ㅂ ㅆ as final consonants
# How the last letter or digit of a word in Latin script is read, as far as its end matters.
_READ_AS = {
    **dict(zip("0123456789", "영일이삼사오육칠팔구", strict=True)),
    **dict(zip("lmnr", "엘엠엔알", strict=True)),
}

SUBJECT = ("이", "가")
TOPIC = ("은", "는")
OBJECT = ("을", "를")
WITH = ("과", "와")
TOWARDS = ("으로", "로")


class Verb(NamedTuple):
    """The three bases of a verb: `받`, `받아`, `받으` of 받다; `가`, `가`, `가` of 가다."""

    stem: str
    vowel: str
    linked: str


def with_particle(word: str, pair: tuple[str, str]) -> str:
    """Return a word with the one of two particles that its last sound demands.

    Args:
        pair: the particle behind a final consonant, and the one behind a vowel.
    """
    final = _final(_READ_AS.get(word[-1].lower(), word[-1]))
    after_vowel = final == 0 or (final == _L and pair == TOWARDS)
    return word + pair[1 if after_vowel else 0]


def sentence_ends(verb: Verb) -> list[str]:
    """Return the forms of a verb that close a sentence, the usual ones first."""
    stem, vowel, linked = verb
    past = _closed(vowel, _SS)
    polite = _closed(linked, _B) + "니다" if _final(stem) == 0 else stem + "습니다"
    return [
        f"{past}습니다.", f"{vowel}요.", f"{past}어요.", f"{polite}.", f"{past}는데요.",
        f"{stem}나요?", f"{stem}네요.", f"{past}나요?", f"{_closed(linked, _L)}까요?",
        f"{stem}더라고요.", f"{vowel}야죠.", f"{past}네요.", f"{stem}거든요.",
        f"{_closed(linked, _L)}게요.", f"{past}거든요.", f"{stem}잖아요.",
    ]  # fmt: skip


def clause_ends(verb: Verb) -> list[str]:
    """Return the forms of a verb that lead on to another clause, the usual ones first."""
    stem, vowel, linked = verb
    past = _closed(vowel, _SS)
    return [
        f"{stem}고", f"{vowel}서", f"{past}는데", f"{linked}면", f"{stem}지만", f"{past}더니",
        f"{linked}니까", f"{vowel}야", f"{linked}려고", f"{stem}다가", f"{past}지만", f"{vowel}도",
    ]  # fmt: skip


def noun_modifiers(verb: Verb) -> list[str]:
    """Return the forms of a verb that stand before a noun, the usual ones first."""
    return [_closed(verb.linked, _N), f"{verb.stem}는", _closed(verb.linked, _L)]


def _final(word: str) -> int:
    """Return the number of the consonant that ends a word; 0 for none and for other signs."""
    syllable = word[-1]
    return (ord(syllable) - ord(_FIRST)) % _FINALS if _FIRST <= syllable <= _LAST else 0


def _closed(base: str, final: int) -> str:
    """Return a base with a final consonant added to its open last syllable."""
    return base[:-1] + chr(ord(base[-1]) + final)
