"""What was meant by what was typed in the wrong layout of the keyboard.

Korean is typed on the standard layout of two sets (2-beolsik, KS X 5002): consonants left, vowels
right. With the English layout on, 세금 comes out as `tprma`; with the Korean one, MBA as ㅡㅠㅁ.
Syllables are made of the letters as an input method makes them: a consonant before a vowel begins
the next syllable, and of a final cluster the second one does (ㄱㅏㅂㅅㅣ is 갑시).
"""

import re
from itertools import chain

from boards.members.composing import composed, decomposed

_KEYS = "qwertyuiopasdfghjklzxcvbnm"
_LETTERS = "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡ"
_SHIFTED = dict(zip("QWERTOP", "ㅃㅉㄸㄲㅆㅒㅖ", strict=True))
_LETTER_OF_KEY = dict(zip(_KEYS, _LETTERS, strict=True))
_KEY_OF_LETTER = {letter: key for key, letter in chain(_LETTER_OF_KEY.items(), _SHIFTED.items())}

# By their order in Unicode (section 3.12, Conjoining Jamo Behavior).
_LEADING = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
_TWO_OF_ONE = {
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ",
    "ㅢ": "ㅡㅣ", "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ",
    "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ", "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ",
}  # fmt: skip
_ONE_OF_TWO = {two: one for one, two in _TWO_OF_ONE.items()}
_FIRST_LEADING, _FIRST_VOWEL, _FIRST_FINAL = 0x1100, 0x1161, 0x11A7
MIN_KEYS = 3  # of one syllable: what two keys make is hardly ever meant, as 해 by "go"
_BEGUN_TOO_EARLY = re.compile("[ㄱ-ㅣ]{1,3}[가-힣]{2,}")
MIN_LETTERS = 2  # of an English word


def meant_by(word: str) -> list[str]:
    """Return the words that may have been meant by one, the likeliest first; mostly none."""
    word = composed(word)
    if word.isascii():
        ways = _as_korean(word)
    elif any(sign.isascii() and sign.isalpha() for sign in word):  # 시민rnjs, ㅗmart
        ways = [*_as_korean(letters_of(word)), _as_english(word)]
    else:
        ways = [_as_english(word), _with_lone_letters_as_english(word)]
    return list(dict.fromkeys(way for way in ways if way and way != word))


def letters_of(text: str) -> str:
    """Return a text with its Hangul taken apart into the letters of single keys: 값 is ㄱㅏㅂㅅ."""
    letters = (_letter_of(sign) for sign in decomposed(text))
    return "".join(_TWO_OF_ONE.get(letter, letter) for letter in letters)


def _as_korean(word: str) -> list[str]:
    """Shift makes other letters; with Caps Lock, or a phone's capital, it was not meant."""
    if not any(sign.isalpha() for sign in word):
        return []
    return [_typed_as_korean(keys) for keys in (word, word.lower(), word.swapcase())]


def _typed_as_korean(keys: str) -> str:
    """Return the syllables that the keys make; empty when letters are left over."""
    letters = [_SHIFTED.get(key) or _LETTER_OF_KEY.get(key.lower(), key) for key in keys]
    text = syllables_of("".join(letters))
    syllables = [sign for sign in text if "가" <= sign <= "힣"]
    is_too_short = len(syllables) == 1 and len(letters) < MIN_KEYS
    is_left_over = any("ㄱ" <= sign <= "ㅣ" for sign in text)
    return "" if is_too_short or is_left_over or not syllables else text


def _with_lone_letters_as_english(word: str) -> str:
    """ㅗ마트 is H마트, when the layout was changed too late; empty for others."""
    if not _BEGUN_TOO_EARLY.fullmatch(word):
        return ""
    return "".join(_KEY_OF_LETTER.get(sign, sign) for sign in word).lower()


def _as_english(word: str) -> str:
    """Return the keys that make the word; empty when they are too few or one again and again."""
    letters = letters_of(word.casefold())
    keys = "".join(_KEY_OF_LETTER.get(letter, letter) for letter in letters)
    is_typed = keys.isascii() and len(set(keys)) >= MIN_LETTERS
    return keys.lower() if is_typed else ""


def syllables_of(letters: str) -> str:
    """Return single letters of Hangul as the syllables that an input method makes of them.

    What makes none stays a letter, and other signs as they are.
    """
    made: list[str] = []
    leading = vowel = final = ""
    for letter in f"{letters}\0":
        if letter in _VOWELS and final:
            final, leading_of_next = _parted(final)
            made.append(_syllable(leading, vowel, final))
            leading, vowel, final = leading_of_next, letter, ""
        elif letter in _VOWELS and vowel + letter in _ONE_OF_TWO:
            vowel = _ONE_OF_TWO[vowel + letter]
        elif letter in _VOWELS and leading and not vowel:
            vowel = letter
        elif leading and vowel and _may_end(final, letter):
            final = _ONE_OF_TWO.get(final + letter, letter)
        else:
            made.append(_syllable(leading, vowel, final))
            leading, vowel, final = _begun(letter)
    return "".join(made) + leading.rstrip("\0")


def _begun(letter: str) -> tuple[str, str, str]:
    return ("", letter, "") if letter in _VOWELS else (letter, "", "")


def _may_end(final: str, letter: str) -> bool:
    return letter in _FINALS[1:] if not final else final + letter in _ONE_OF_TWO


def _parted(final: str) -> tuple[str, str]:
    """Return what stays at the end of a syllable before a vowel, and what begins the next."""
    parts = _TWO_OF_ONE.get(final, final)
    return parts[:-1], parts[-1]


def _syllable(leading: str, vowel: str, final: str) -> str:
    if leading not in _LEADING or not leading or not vowel:
        return leading + vowel + final
    signs = [_FIRST_LEADING + _LEADING.index(leading), _FIRST_VOWEL + _VOWELS.index(vowel)]
    if final:
        signs.append(_FIRST_FINAL + _FINALS.index(final))
    return composed("".join(map(chr, signs)))


def _letter_of(sign: str) -> str:
    """Return the single letter of a part of a syllable as Unicode takes it apart."""
    code = ord(sign)
    if 0 <= code - _FIRST_LEADING < len(_LEADING):
        return _LEADING[code - _FIRST_LEADING]
    if 0 <= code - _FIRST_VOWEL < len(_VOWELS):
        return _VOWELS[code - _FIRST_VOWEL]
    if 0 < code - _FIRST_FINAL < len(_FINALS):
        return _FINALS[code - _FIRST_FINAL]
    return sign
