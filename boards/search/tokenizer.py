"""Cuts texts into the tokens that are indexed and looked for; the same for both databases.

- Hangul, Han, kana and single Hangul letters become overlapping pairs, so that a two-syllable
  word is one token and a longer one a sequence: 건강보험 is 건강 강보 보험 험. The last character
  of a run stands alone, so that every character begins a token.
- Latin and other letters, and digits, are words: `401k`, `H1B`. English words lose their endings
  (`stemming`). What a hyphen, a dot or `&` holds together is one word, and its parts are found
  besides: `I-485` is i485, and i and 485 apart from the text.
- Case, the composition of Hangul (NFC, NFD), full-width forms and which hyphen or dash it is do
  not matter.

Tokens that begin with an underscore are marks, which no text can contain.
"""

import re
from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from boards.members.composing import composed
from boards.members.folding import HYPHENS
from boards.search.stemming import stem

GAP = "_"  # between texts that are not one: no phrase reaches across
MAX_WORD_LENGTH = 64  # characters of a word that are looked at

_PAIRED = {
    "hangul": "가-힣",
    "letters": "ㄱ-ㆎᄀ-ᇿꥠ-ꥼힰ-ퟻ",
    "han": "々㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af",
    "kana": "ぁ-ゖァ-ヺー",
}
_SIGN = rf"[^\W_{''.join(_PAIRED.values())}]"
_RUN = re.compile(
    "|".join(f"(?P<{name}>[{signs}]+)" for name, signs in _PAIRED.items())
    + rf"|(?P<word>{_SIGN}+(?:(?:[-.'’&·]|(?<=\d)[,(](?={_SIGN})){_SIGN}+)*)"
)
_NOT_PAIRED = re.compile(f"[^{''.join(_PAIRED.values())}]")
JOINTS = "[-.'’&·,(]"
_JOINT = re.compile(JOINTS)
_JOINED = re.compile(rf"{_SIGN}{JOINTS}{_SIGN}")
_WORD = re.compile(rf"{_SIGN}+")
_OWNER = re.compile("['’]s$")
_DECIMAL = re.compile(r"\d+\.\d+")
_ENDLESS_LAUGHTER = re.compile(rf"([{''.join(_PAIRED.values())}])\1{{3,}}")
_SOME_LAUGHTER = r"\1\1\1"  # ㅋㅋㅋㅋㅋㅋ says no more than ㅋㅋㅋ
_FULL_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
# What Unicode's NFC leaves apart, as single letters are typed.
_LONE_LETTERS = dict(
    zip(
        range(0x1100, 0x1113),
        (ord(letter) for letter in "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"),
        strict=True,
    )
) | {0x1161 + number: 0x314F + number for number in range(21)}
_HYPHENS = {ord(sign): 0x2D for sign in HYPHENS}
_FOLDING = _FULL_WIDTH | _LONE_LETTERS | _HYPHENS
_TO_FOLD = re.compile(f"[{re.escape(''.join(map(chr, _FOLDING)))}]")
_LEADING = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_SYLLABLES_WITH_ONE_LEADING = 588


class RunKind(Enum):
    """What a run of signs is made of."""

    HANGUL = "hangul"
    LETTERS = "letters"  # of Hangul, that make no syllable: ㅋㅋ, ㅅㄱ
    HAN = "han"
    KANA = "kana"
    WORD = "word"


class Run(NamedTuple):
    """Signs of one kind; `start` and `end` are places in the composed text."""

    kind: RunKind
    text: str
    start: int
    end: int


@lru_cache(maxsize=16)  # a text is cut in several ways, one after the other
def folded(text: str) -> str:
    """Return the composed text in lower case and ordinary width, sign for sign."""
    return folded_once(text)


def folded_once(text: str) -> str:
    """Return the same of a text that is long and looked at once: it is not remembered."""
    text = composed(text)
    if _TO_FOLD.search(text):  # translating is slow, and seldom needed
        text = text.translate(_FOLDING)
    lower = text.casefold()
    if len(lower) == len(text):
        return lower
    return "".join(sign.casefold() if len(sign.casefold()) == 1 else sign for sign in text)


def runs(text: str) -> Iterator[Run]:
    """Cut a text where the kind of its signs changes; what is neither letter nor digit is left out.

    The runs are folded.
    """
    return runs_of_folded(folded(text))


def runs_of_folded(text: str) -> Iterator[Run]:
    """Cut a text that is folded already."""
    for match in _RUN.finditer(text):
        yield Run(RunKind(match.lastgroup), match[0], match.start(), match.end())


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text in its order."""
    tokens: list[str] = []
    for match in _RUN.finditer(_ENDLESS_LAUGHTER.sub(_SOME_LAUGHTER, folded(text))):
        signs = match[0]
        if match.lastgroup == "word":
            tokens.append(word_token(signs))
        else:
            tokens += [signs[place : place + 2] for place in range(len(signs))]
    return tokens


def parts_of(text: str) -> list[str]:
    """Return the tokens of the parts of joined words, which a text is found by besides."""
    parts: list[str] = []
    text = folded(text)
    if not _JOINED.search(text):
        return parts
    for match in _RUN.finditer(text):
        if match["word"] and _JOINT.search(match["word"]):
            parts += [_plain_token(part) for part in _WORD.findall(match["word"])]
    return parts


def word_token(word: str) -> str:
    """Return the one token of a folded word, its joints left out: `i-485` is i485.

    A number with decimals keeps its dot, and a possessive loses its s.
    """
    if word.isalnum():
        return _plain_token(word)
    word = _OWNER.sub("", word)
    if _DECIMAL.fullmatch(word):
        return word[:MAX_WORD_LENGTH]
    return _plain_token(_JOINT.sub("", word))


def leading_consonants(text: str) -> str:
    """Return the first consonants of the Hangul in a text: 세금 보고 gives ㅅㄱㅂㄱ.

    Spaces are left out; other signs stand as a space.
    """
    return "".join(_leading(sign) for sign in folded(text) if not sign.isspace())


def characters_in(text: str) -> set[str]:
    """Return the signs of a text that a query of one sign finds: those of paired runs."""
    return set(_NOT_PAIRED.sub("", "".join(set(folded(text)))))


def _leading(sign: str) -> str:
    place = ord(sign) - ord("가")
    if 0 <= place <= ord("힣") - ord("가"):
        return _LEADING[place // _SYLLABLES_WITH_ONE_LEADING]
    return sign if sign in _LEADING else " "


def _plain_token(word: str) -> str:
    word = word[:MAX_WORD_LENGTH]
    return stem(word) if word.isascii() and word.isalpha() else word
