"""The spellings by which a watched word is known."""

from collections.abc import Iterator
from dataclasses import dataclass

from boards.filters.matching.mixed import with_digits, with_latin_syllables
from boards.filters.matching.streams import plain_row
from boards.search.tokens.hangul import Syllable, is_syllable, syllable_of
from boards.search.tokens.keyboard import letters_of, meant_by

MIN_KEYS = 4  # of a word that was typed in the wrong layout: shorter ones are English words
MIN_KEYS_OF_BEGINNING = 5  # of one that may go on
MIN_SYLLABLES = 3  # of one that was typed in the Korean layout: shorter ones are Korean words
_WILD = "*"
_INITIALS_THAT_END = frozenset("ㄱㄲㄴㄷㄹㅁㅂㅅㅆㅈㅊㅋㅌㅍㅎ")
_VOWELS_THAT_SOFTEN = frozenset("ㅑㅕㅖㅛㅠㅣ")
_NAMED = {
    "비": "b", "시": "c", "씨": "c", "디": "d", "이": "e", "지": "g", "오": "o", "피": "p",
    "큐": "q", "알": "r", "티": "t", "유": "u",
}  # fmt: skip


@dataclass(frozen=True)
class Spelling:
    """One way in which a word is written.

    Attributes:
        counts: how often each letter follows itself.
        is_sure: false for what only sounds or looks like the word, and so begins a word.
        is_whole: it is a word of its own, whatever it is written in.
        is_exact: nothing stands between its letters.
    """

    letters: str
    counts: tuple[int, ...]
    is_latin: bool
    goes_on_before: bool = False
    goes_on_behind: bool = False
    is_sure: bool = True
    is_whole: bool = False
    is_exact: bool = False


def spellings_of(word: str) -> list[Spelling]:
    """Return the ways in which a word may be written, itself first."""
    before, behind = word.startswith(_WILD), word.endswith(_WILD)
    plain = _spelling(word.strip(_WILD), before, behind)
    if plain is None:
        return []
    found = [plain]
    if any(count > 1 for count in plain.counts):  # a s s
        letters = "".join(a * b for a, b in zip(plain.letters, plain.counts, strict=True))
        once = (1,) * len(letters)
        found.append(Spelling(letters, once, plain.is_latin, before, behind))
    if plain.is_latin:
        found += _typed_as_korean(plain)
        found += _with_digits(plain)
    else:
        found += (
            Spelling(letters, (1,) * len(letters), False, before, behind, is_sure=False)
            for letters in _sounding_alike(plain.letters)
        )
        found += (
            Spelling(letters, (1,) * len(letters), False, before, behind)
            for letters in _with_named_letters(plain.letters)
        )
        found += _typed_as_latin(word)
        found += _with_latin_syllables(plain)
    return [each for place, each in enumerate(found) if each not in found[:place]]


def _spelling(word: str, before: bool, behind: bool) -> Spelling | None:
    row = plain_row(word)
    if not row.letters:
        return None
    counts = tuple(unit.count for unit in row.units)
    return Spelling(row.letters, counts, row.letters.isascii(), before, behind)


def _with_latin_syllables(plain: Spelling) -> Iterator[Spelling]:
    """Yield 바ka라; sure where it begins and ends in Hangul, and is long."""
    for written in with_latin_syllables(_as_written(plain)):
        is_framed = is_syllable(written[0]) and is_syllable(written[-1])
        letters, counts = _collapsed(written)
        yield Spelling(
            letters,
            counts,
            False,
            plain.goes_on_before,
            plain.goes_on_behind,
            is_sure=is_framed and len(plain.letters) >= MIN_SYLLABLES,
            is_exact=True,
        )


def _with_digits(plain: Spelling) -> Iterator[Spelling]:
    """Yield 5hit."""
    for written in with_digits(_as_written(plain)):
        letters, counts = _collapsed(written)
        yield Spelling(
            letters, counts, True, plain.goes_on_before, plain.goes_on_behind, is_exact=True
        )


def _as_written(plain: Spelling) -> str:
    return "".join(a * b for a, b in zip(plain.letters, plain.counts, strict=True))


def _collapsed(written: str) -> tuple[str, tuple[int, ...]]:
    """Return letters as they stand in a row, and how often; digits stand as often as written."""
    letters: list[str] = []
    counts: list[int] = []
    for letter in written:
        if letters and letters[-1] == letter and not letter.isdigit():
            counts[-1] += 1
        else:
            letters.append(letter)
            counts.append(1)
    return "".join(letters), tuple(counts)


def _typed_as_latin(word: str) -> Iterator[Spelling]:
    """시발 comes out as `tlqkf` while the English layout is on."""
    if not all(map(is_syllable, word)):
        return
    for keys in meant_by(word):
        if len(keys) >= MIN_KEYS and (spelling := _spelling(keys, False, False)):
            goes_on = len(keys) >= MIN_KEYS_OF_BEGINNING
            yield Spelling(spelling.letters, spelling.counts, True, goes_on_behind=goes_on)


def _typed_as_korean(plain: Spelling) -> Iterator[Spelling]:
    """And `fuck` as 려차, while the Korean one is."""
    word = "".join(a * b for a, b in zip(plain.letters, plain.counts, strict=True))
    if not word.isalpha() or len(word) < MIN_KEYS:
        return
    for typed in meant_by(word):
        spelling = _spelling(typed, False, False)
        if spelling and _is_no_korean_word(spelling.letters):
            yield Spelling(spelling.letters, spelling.counts, False, is_whole=True)


def _is_no_korean_word(letters: str) -> bool:
    """Say whether letters come about by the wrong layout alone: not 야차 and 무미, but 려차.

    No word begins with 랴, 려, 례, 료, 류 or 리 but a foreign one (Hangul Orthography, section 11).
    """
    if len(letters) >= MIN_SYLLABLES:
        return True
    if len(letters) < MIN_SYLLABLES - 1 or not is_syllable(letters[0]):
        return False
    first = syllable_of(letters[0])
    return first.initial == "ㄹ" and first.vowel in _VOWELS_THAT_SOFTEN


def _with_named_letters(letters: str) -> Iterator[str]:
    """Yield a word with a letter for the syllable that is its name: 카G노."""
    for place, sign in enumerate(letters[1:-1], 1):
        if sign in _NAMED:
            yield letters[:place] + _NAMED[sign] + letters[place + 1 :]


def _sounding_alike(letters: str) -> Iterator[str]:
    """Yield other spellings of a word of Hangul: 시이발, 시바알, 시바ㄹ, 십알."""
    for place, sign in enumerate(letters):
        if not is_syllable(sign):
            continue
        head, tail = letters[:place], letters[place + 1 :]
        syllable = syllable_of(sign)
        carried = str(Syllable("ㅇ", syllable.vowel, syllable.final))
        opened = str(Syllable(syllable.initial, syllable.vowel, ""))
        yield head + opened + carried + tail
        if syllable.final:
            yield head + opened + letters_of(syllable.final) + tail
        elif tail and is_syllable(tail[0]):
            following = syllable_of(tail[0])
            if following.initial in _INITIALS_THAT_END:
                closed = str(Syllable(syllable.initial, syllable.vowel, following.initial))
                silent = str(Syllable("ㅇ", following.vowel, following.final))
                yield head + closed + silent + tail[1:]
