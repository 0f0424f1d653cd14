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
from boards.search.tokens import numbers
from boards.search.tokens.stemming import stem

GAP = "_"  # between texts that are not one: no phrase reaches across
MAX_WORD_LENGTH = 64  # characters of a word that are looked at

MAX_KNOWN = 8192  # runs whose tokens a process remembers, and signs whose kind: some 3 MB
MAX_KNOWN_LENGTH = 12  # characters of such a run

_PAIRED = {
    "hangul": "가-힣",
    "letters": "ㄱ-ㆎᄀ-ᇿꥠ-ꥼힰ-ퟻ",
    "han": "々㐀-䶿一-鿿\uf900-\ufaff\U00020000-\U000323af",
    "kana": "ぁ-ゖァ-ヺー",
}
_SIGN = rf"[^\W_{''.join(_PAIRED.values())}]"
_RUN = re.compile(
    "|".join(f"(?P<{name}>[{signs}]+)" for name, signs in _PAIRED.items())
    + rf"|(?P<word>{numbers.PATTERN}(?!{_SIGN})"
    + rf"|{_SIGN}+(?:(?:[-.'’&·]|{numbers.COMMA}|(?<=\d)\((?={_SIGN})){_SIGN}+)*)"
)
_SIGNS_OF_RUN = re.compile(re.sub(r"\(\?P<\w+>", "(?:", _RUN.pattern))  # quicker without groups
_NOT_BARE = re.compile(r"[\W_]+")
_NOT_PAIRED = re.compile(f"[^{''.join(_PAIRED.values())}]")
JOINTS = "[-./'’&·,( )]"
_JOINT = re.compile(JOINTS)
_JOINT_BUT_DOT = re.compile(r"(?<!\d)\.|\.(?!\d)|[-'’&·,(]")
_JOINED = re.compile(rf"{_SIGN}{JOINTS}{_SIGN}")
_WORD = re.compile(rf"{_SIGN}+")
_OWNER = re.compile("['’]s$")
_NUMBER = re.compile(r"\d+(?:\.\d+)*")
_DOTTED = re.compile(r"\d+\.\d+(?=\.)")
# Letters beside a number that are a word of their own: ces2024, 100km; not h1b, i485.
_LETTER = rf"(?:(?!\d){_SIGN})"
_MIXED = re.compile(rf"{_LETTER}{{2,}}\d+|\d+{_LETTER}{{2,}}")
_MIXTURE = re.compile(rf"{_LETTER}{{2}}\d|\d{_LETTER}{{2}}")
_SIGNED_WORD = re.compile(r"(?<![\w#+.-])([a-z]{1,2})(\+{1,2}|#)(?![\w#+])")
_DIGITS_OR_LETTERS = re.compile(r"\d+|\D+")
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
    if len(text) <= MAX_KNOWN_LENGTH:
        return iter(_known_runs_of(text))
    return runs_of_folded(folded(text))


@lru_cache(maxsize=5_000)  # the words of a query are cut again by each step of a search
def _known_runs_of(text: str) -> tuple[Run, ...]:
    return tuple(runs_of_folded(folded(text)))


def runs_of_folded(text: str) -> Iterator[Run]:
    """Cut a text that is folded already."""
    for match in _RUN.finditer(text):
        yield Run(RunKind(match.lastgroup), match[0], match.start(), match.end())


def tokens_of(text: str) -> list[str]:
    """Return the tokens of a text in its order."""
    tokens: list[str] = []
    for signs in _SIGNS_OF_RUN.findall(_ENDLESS_LAUGHTER.sub(_SOME_LAUGHTER, folded(text))):
        tokens += _known_tokens_of(signs) if len(signs) <= MAX_KNOWN_LENGTH else _cut(signs)
    return tokens


def _cut(signs: str) -> tuple[str, ...]:
    """Return the tokens of one run."""
    if _NOT_PAIRED.match(signs):
        return (word_token(signs),)
    return tuple(signs[place : place + 2] for place in range(len(signs)))


# Most words of a text are among those of the texts before it.
_known_tokens_of = lru_cache(maxsize=MAX_KNOWN)(_cut)


def parts_of(text: str) -> list[str]:
    """Return the tokens of the parts of joined words, which a text is found by besides."""
    parts: list[str] = []
    text = folded(text)
    if not _JOINED.search(text) and not _MIXTURE.search(text):
        return parts
    for match in _RUN.finditer(text):
        if match["word"]:
            parts += _parts_of_word(match["word"])
    return parts


def signed_words_in(text: str) -> list[str]:
    """Return a token for each short word with a sign that belongs to it: C++, C#, A+."""
    return [
        match[1] + "plus" * match[2].count("+") + "sharp" * match[2].count("#")
        for match in _SIGNED_WORD.finditer(folded(text))
    ]


def words_beside_numbers(text: str) -> list[list[str]]:
    """Return the tokens of each word of Hangul that a number swallows: 만원 of 5만원."""
    return [tokens_of(word) for word in numbers.words_beside(folded(text))]


def _parts_of_word(word: str) -> list[str]:
    if numbers.is_amount(word):
        return []  # its digits are no numbers of their own
    found = _WORD.findall(word)
    parts = [_plain_token(part) for part in found] if len(found) > 1 else []
    if "&" in word:  # S&P500 is S&P 500
        parts += mixed_parts("".join(found))
    for part in found:
        parts += mixed_parts(part)
    return [*parts, *_DOTTED.findall(word)]


def mixed_parts(word: str) -> list[str]:
    """Return the tokens of the two words that stand together in ces2024; none of h1b."""
    if not _MIXED.fullmatch(word):
        return []
    return [_plain_token(part) for part in _DIGITS_OR_LETTERS.findall(word)]


def word_token(word: str) -> str:
    """Return the one token of a folded word, its joints left out: `i-485` is i485.

    Numbers are what `numbers` says, a dot between digits stays, and a possessive loses its s.
    """
    if word.isascii() and word.isalnum():
        return _plain_token(word)
    if number := numbers.token_of(word):
        return number[:MAX_WORD_LENGTH]
    word = numbers.without_commas(_OWNER.sub("", word))
    if _NUMBER.fullmatch(word):
        return word[:MAX_WORD_LENGTH]
    return _plain_token(_JOINT_BUT_DOT.sub("", word))


def leading_consonants(text: str) -> str:
    """Return the first consonants of the Hangul in a text: 세금 보고 gives ㅅㄱㅂㄱ.

    Spaces are left out; other signs stand as a space.
    """
    return "".join(_leading(sign) for sign in folded(text) if not sign.isspace())


def bare(text: str) -> str:
    """Return the letters and digits of a text alone, folded: how two titles are compared."""
    return _NOT_BARE.sub("", folded(text))


def characters_in(text: str) -> set[str]:
    """Return the signs of a text that a query of one sign finds: those of paired runs."""
    return set(filter(_is_paired, set(folded(text))))


@lru_cache(maxsize=MAX_KNOWN)
def _is_paired(sign: str) -> bool:
    return not _NOT_PAIRED.match(sign)


def _leading(sign: str) -> str:
    place = ord(sign) - ord("가")
    if 0 <= place <= ord("힣") - ord("가"):
        return _LEADING[place // _SYLLABLES_WITH_ONE_LEADING]
    return sign if sign in _LEADING else " "


def _plain_token(word: str) -> str:
    word = word[:MAX_WORD_LENGTH]
    return stem(word) if word.isascii() and word.isalpha() else word
