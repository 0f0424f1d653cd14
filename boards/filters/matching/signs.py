"""What single signs of a text mean to whoever looks for words in it.

Whoever wants to get past a list of words writes them in another way: in full width, with letters of
other alphabets that look alike, with signs that nobody sees, with Hangul taken apart. Here each
sign becomes what a reader takes it for; `streams` then joins what is left.
"""

from enum import IntEnum
from functools import lru_cache
from typing import NamedTuple

import regex

from boards.members.composing import compatible, composed, decomposed
from boards.members.lookalikes import LIKE_LATIN
from boards.search.tokens.keyboard import letters_of


class SignKind(IntEnum):
    """What a sign is, for the search of words."""

    LETTER = 0
    DIGIT = 1
    JAMO = 2  # a single letter of Hangul
    MARK = 3  # anything that stands between words, but a space
    SPACE = 4
    NOTHING = 5  # nobody sees it


class Sign(NamedTuple):
    """What one sign of a text becomes: mostly one letter."""

    kind: SignKind
    letters: str


MAX_LETTERS = 4  # of one sign: Unicode writes out a whole sentence for ﷺ
MAX_KNOWN = 20_000  # signs of which a process remembers what they become: some 4 MB
_LOOKALIKES = {
    code: letter
    for code, letter in LIKE_LATIN.items()
    if not chr(code).isdecimal()  # a number is a number, unless it stands between letters
}
# White letters on black, which have no compatible form.
_NEGATIVE = {
    first + place: chr(ord("a") + place) for first in (0x1F150, 0x1F170) for place in range(26)
}
_UNSEEN = regex.compile(r"[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cs}\u2800\p{M}]")
_JAMO = regex.compile(r"[ㄱ-ㅎㅏ-ㅣ]+")
_OLD_HANGUL = regex.compile(r"[\p{Hangul}--[가-힣ㄱ-ㅎㅏ-ㅣ]]+", regex.V1)


@lru_cache(maxsize=MAX_KNOWN)
def sign_of(character: str) -> Sign:
    """Return what one code point becomes."""
    if character.isspace():
        return Sign(SignKind.SPACE, "")
    if "가" <= character <= "힣":
        return Sign(SignKind.LETTER, character)
    if _JAMO.fullmatch(jamo := letters_of(character)):
        return Sign(SignKind.JAMO, jamo)
    # Again, as some signs only become others that have compatible forms, or accents.
    plain = compatible(compatible(character.translate(_NEGATIVE)).casefold()).casefold()
    plain = composed(_UNSEEN.sub("", decomposed(plain))).translate(_LOOKALIKES)
    if not plain:
        return Sign(SignKind.NOTHING, "")
    if _JAMO.fullmatch(jamo := letters_of(plain)):
        return Sign(SignKind.JAMO, jamo)
    if plain.isspace():
        return Sign(SignKind.SPACE, "")
    if _OLD_HANGUL.fullmatch(plain):  # such as the dot that is typed between syllables: 시ㆍ발
        return Sign(SignKind.MARK, "")
    if plain.isdecimal():
        return Sign(SignKind.DIGIT, "".join(str(int(digit)) for digit in plain))
    letters = "".join(letter for letter in plain if letter.isalpha())
    if len(letters) > MAX_LETTERS:
        return Sign(SignKind.LETTER, character)
    return Sign(SignKind.LETTER, letters) if letters else Sign(SignKind.MARK, "")
