"""Words with Latin letters for some of their syllables, and with digits for Latin letters.

바ka라 is read as 바카라, and 5hit as the word that it looks like. Both are spellings of their own,
so that a text is searched as before; how many there are of one word has a bound.
"""

from collections.abc import Iterator
from itertools import chain, combinations, islice, pairwise, product

from boards.search.tokens.hangul import is_syllable, syllable_of

MAX_SYLLABLES = 6  # of a word that is looked for with Latin letters in it
MAX_OF_SYLLABLE = 4  # ways in which one of its syllables is written in Latin letters
MIN_LATIN = 2  # letters: with one alone, what stands between syllables is passed over (시x발)
MIN_WITH_DIGITS, MAX_WITH_DIGITS = 4, 12  # letters of a word with digits for some of them
MAX_DIGITS = 4  # places in a word that digits are tried for

# How each letter of Hangul is written in Latin ones, the usual way first.
_INITIALS = {
    "ㄱ": "g k", "ㄲ": "kk gg", "ㄴ": "n", "ㄷ": "d t", "ㄸ": "tt dd", "ㄹ": "r l", "ㅁ": "m",
    "ㅂ": "b p", "ㅃ": "pp bb", "ㅅ": "s sh", "ㅆ": "ss s", "ㅇ": "", "ㅈ": "j z", "ㅉ": "jj zz",
    "ㅊ": "ch", "ㅋ": "k c", "ㅌ": "t", "ㅍ": "p f", "ㅎ": "h",
}  # fmt: skip
_VOWELS = {
    "ㅏ": "a", "ㅐ": "ae e", "ㅑ": "ya", "ㅒ": "yae", "ㅓ": "eo u", "ㅔ": "e", "ㅕ": "yeo",
    "ㅖ": "ye", "ㅗ": "o", "ㅘ": "wa", "ㅙ": "wae", "ㅚ": "oe", "ㅛ": "yo", "ㅜ": "u oo",
    "ㅝ": "wo", "ㅞ": "we", "ㅟ": "wi", "ㅠ": "yu", "ㅡ": "eu", "ㅢ": "ui", "ㅣ": "i ee",
}  # fmt: skip
_FINALS = {
    "": "", "ㄱ": "k g", "ㄲ": "k", "ㄴ": "n", "ㄵ": "n", "ㄶ": "n", "ㄷ": "t d", "ㄹ": "l r",
    "ㄺ": "k", "ㄻ": "m", "ㄼ": "l", "ㅀ": "l", "ㅁ": "m", "ㅂ": "p b", "ㅄ": "p", "ㅅ": "t s",
    "ㅆ": "t", "ㅇ": "ng", "ㅈ": "t", "ㅊ": "t", "ㅋ": "k", "ㅌ": "t", "ㅍ": "p", "ㅎ": "h",
}  # fmt: skip
_DIGITS = {"o": "0", "i": "1", "e": "3", "a": "4", "s": "5", "t": "7"}


def with_latin_syllables(word: str) -> Iterator[str]:
    """Yield a word of Hangul with one syllable, or two or more in a row, in Latin letters.

    At least one stays as it is: a word in Latin letters altogether is another one.
    """
    if not 1 < len(word) <= MAX_SYLLABLES or not all(map(is_syllable, word)):
        return
    written = [_in_latin(sign) for sign in word]
    for first, end in combinations(range(len(word) + 1), 2):
        if end - first == len(word):
            continue
        ways = written[first]
        if end - first > 1:
            ways = ["".join(each[0] for each in written[first:end])]
        for latin in ways:
            if len(latin) >= MIN_LATIN:
                yield word[:first] + latin + word[end:]


def _in_latin(sign: str) -> list[str]:
    syllable = syllable_of(sign)
    parts = (
        _INITIALS[syllable.initial].split(" "),
        _VOWELS[syllable.vowel].split(" "),
        _FINALS.get(syllable.final, "").split(" "),
    )
    return list(islice(map("".join, product(*parts)), MAX_OF_SYLLABLE))


def with_digits(word: str) -> Iterator[str]:
    """Yield a Latin word with digits for some letters, the first or the last one among them.

    Digits with letters on both sides are read as letters already. A word stays half letters at
    least, and no two digits stand side by side: SH17 is a number of something.
    """
    if not MIN_WITH_DIGITS <= len(word) <= MAX_WITH_DIGITS or not word.isalpha():
        return
    places = [place for place, letter in enumerate(word) if letter in _DIGITS]
    edges = {0, len(word) - 1}
    # The places at the edges first: where there are many, the inner ones are left.
    places = sorted(places, key=lambda place: (place not in edges, place))[:MAX_DIGITS]
    some = chain.from_iterable(combinations(places, number) for number in range(1, len(places) + 1))
    for chosen in some:
        is_number = any(later - place == 1 for place, later in pairwise(sorted(chosen)))
        if edges.isdisjoint(chosen) or is_number or 2 * len(chosen) > len(word):
            continue
        yield "".join(
            _DIGITS[letter] if place in chosen else letter for place, letter in enumerate(word)
        )
