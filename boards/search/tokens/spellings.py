"""Other spellings of a word from abroad: 콤퓨터 is 컴퓨터, 쥬스 is 주스, 후라이팬 is 프라이팬.

The rules for writing them changed, and people write what they hear. What differs are few sounds,
which Hangul has letters for and other languages do not, so the spellings are made here, the
likeliest first, and whoever asks sees which of them occur.
"""

from collections.abc import Iterator
from enum import Enum
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from boards.search.tokens.hangul import Syllable, is_syllable, syllable_of

MIN_SYLLABLES, MAX_SYLLABLES = 2, 8  # of a word that is spelt otherwise
MAX_SPELLINGS = 60
MOST_OF_SHORT = 0.65  # of two syllables: one difference
_OF_ANOTHER = 0.15  # what a second difference costs besides


class Spelling(Enum):
    """How far a spelling may be from what was typed."""

    AS_TYPED = 0.0
    SURE = 0.45  # one difference that hardly ever makes another word: 매니저, 메니저
    LIKELY = 1.5  # two or three: 카렌, 캐런


_Word = tuple[Syllable, ...]

# What is heard as one, before any sound. Costs are how unlikely a difference is.
_VOWELS = {
    "ㅐㅔ": 0.3, "ㅓㅗ": 0.5, "ㅏㅓ": 0.5, "ㅏㅐ": 0.5, "ㅏㅗ": 0.6, "ㅔㅣ": 0.5,
    "ㅡㅜ": 0.5, "ㅡㅓ": 0.5, "ㅡㅔ": 0.6, "ㅡㅣ": 0.6, "ㅓㅔ": 0.6, "ㅜㅗ": 0.7,
    "ㅟㅜ": 0.6, "ㅟㅣ": 0.6, "ㅞㅔ": 0.5, "ㅠㅜ": 0.5, "ㅓㅜ": 0.6, "ㅐㅓ": 0.6,
    "ㅏㅔ": 0.7, "ㅗㅝ": 0.6, "ㅓㅝ": 0.6,
}  # fmt: skip
# Behind these, a vowel with a short i before it sounds as it does without.
_SOFT = "ㅅㅆㅈㅉㅊ"
_SOFT_VOWELS = {
    "ㅑㅏ": 0.3, "ㅕㅓ": 0.3, "ㅛㅗ": 0.3, "ㅠㅜ": 0.3, "ㅖㅔ": 0.3, "ㅒㅐ": 0.3,
    "ㅟㅣ": 0.3, "ㅞㅔ": 0.3, "ㅞㅖ": 0.3, "ㅑㅛ": 0.5,
}  # fmt: skip
# From what was typed to what may stand there: the rules for writing have hardly any ㄲ, ㄸ, ㅃ, ㅉ.
_INITIALS = {
    "ㅆㅅ": 0.3, "ㄲㅋ": 0.3, "ㄸㅌ": 0.3, "ㅃㅍ": 0.3, "ㅉㅈ": 0.3, "ㅅㅆ": 0.4,
    "ㅋㄲ": 0.6, "ㅌㄸ": 0.6, "ㅍㅃ": 0.6, "ㅈㅉ": 0.7, "ㄱㅋ": 0.6, "ㅋㄱ": 0.6,
    "ㄷㅌ": 0.6, "ㅌㄷ": 0.6, "ㅂㅍ": 0.6, "ㅍㅂ": 0.6, "ㅈㅊ": 0.6, "ㅊㅈ": 0.6,
    "ㅃㅂ": 0.5, "ㅂㅃ": 0.7, "ㄲㄱ": 0.5, "ㄱㄲ": 0.7, "ㄸㄷ": 0.5, "ㄷㄸ": 0.7,
}  # fmt: skip
# The f of other languages: 프라이팬, 후라이팬; 파이팅, 화이팅.
_F_BEFORE = {"ㅡ": "ㅜ", "ㅏ": "ㅘ", "ㅐ": "ㅞ", "ㅔ": "ㅞ", "ㅣ": "ㅟ", "ㅓ": "ㅝ", "ㅗ": "ㅗ"}
_OF_F = 0.5
# 로봇, 로보트; 케익, 케이크.
_OPENED = {"ㅅ": ("트", "드", "츠"), "ㄱ": ("크", "그"), "ㅂ": ("프", "브")}
_CLOSED = {opened: final for final, several in _OPENED.items() for opened in several}
_OF_OPENING, _OF_L, _OF_CONTRACTION, _OF_GLIDE = 0.4, 0.4, 0.4, 0.5
_CONTRACTED = {"아": "ㅑ", "어": "ㅕ", "오": "ㅛ", "우": "ㅠ"}  # 니아, 냐
_GLIDES = {"ㅔ": "이", "ㅐ": "이", "ㅗ": "우"}  # 메이저, 메저; 옐로우, 옐로
_LATIN_S = {"스": "즈", "즈": "스", "츠": "트", "트": "츠"}
_OF_S = 0.6

# Syllables that hardly anything but a word from abroad has; ㄹ begins no other word.
_FOREIGN_SYLLABLES = frozenset(
    "뉴뷰썸썬스즈츠프브트큐듀뮤퓨튜쥬슈쇼샤쟈챠셔쉬쉐쉘셸쉽숍샵젤벨델렐멜넬텔셀켈펠첼"
    "벤렌멘덴텐센젠넨펜켄첸윈윌뷔베웨웹릿렛랫롯봇닛넷빗켓킷겟깃핏팟잼잭샘햄댐램캠팸"
    "맥멕넥덱렉섹벅럭릭믹닉틱픽킥릴밀빌윌론톤돈존런턴던"
)
_FOREIGN_INITIALS = frozenset("ㅋㅌㅍ")
# Written in words of Chinese characters, with these initials.
_OF_CHINESE = frozenset("쾌타탁탄탈탐탑탕태택탱토통퇴투특틈파판팔패팽편폄평폐포폭표품풍피필핍")
# Of our own words: 코, 크다, 통, 켜다, 큰.
_OF_OUR_OWN = frozenset("코크큰클키킨킬커컸켜켰칼콩터털텃팥팔풀풋푹퍼펴펼틀틈티튼")
# Rarer in our own words; they tell something of longer ones alone.
_DOUBTFUL = frozenset("메세데레네에드르그므코크키커터티타토날셰씨쏘게렉옵앤니린")
MIN_DOUBTFUL = 3  # syllables


def may_be_from_abroad(word: str) -> bool:
    """Tell whether a word of Hangul has a syllable that hardly any word of our own has."""
    if not all(map(is_syllable, word)):
        return False
    if syllable_of(word[0]).initial == "ㄹ":
        return True
    return any(map(_is_foreign, word))


def looks_foreign(word: str) -> bool:
    """Tell the same of less sure signs too, where nobody wrote the word."""
    is_long = len(word) >= MIN_DOUBTFUL
    return may_be_from_abroad(word) or (is_long and not _DOUBTFUL.isdisjoint(word))


def _is_foreign(sign: str) -> bool:
    if sign in _FOREIGN_SYLLABLES:
        return True
    is_ours = sign in _OF_CHINESE or sign in _OF_OUR_OWN
    return syllable_of(sign).initial in _FOREIGN_INITIALS and not is_ours


@lru_cache(maxsize=5_000)
def spellings_of(word: str, spelling: Spelling) -> tuple[str, ...]:
    """Return other spellings of a word of Hangul, the likeliest first."""
    is_short = len(word) < MIN_SYLLABLES or len(word) > MAX_SYLLABLES
    if is_short or spelling is Spelling.AS_TYPED or not all(map(is_syllable, word)):
        return ()
    typed = tuple(map(syllable_of, word))
    most = spelling.value if len(word) > MIN_SYLLABLES else min(spelling.value, MOST_OF_SHORT)
    found: dict[str, float] = {}
    for cost, changed in [(0.0, typed), *_restructured(typed)]:
        for whole, spelt in _respelt(changed, cost, most):
            text = "".join(map(str, spelt))
            if text != word and len(text) >= MIN_SYLLABLES:
                found[text] = min(whole, found.get(text, whole))
    return tuple(sorted(found, key=lambda text: found[text])[:MAX_SPELLINGS])


def _respelt(typed: _Word, cost: float, most: float) -> Iterator[tuple[float, _Word]]:
    """Yield the spellings with the same number of syllables, the likeliest first."""
    number = count()  # of equals the one that was found first
    waiting = [(cost, next(number), 0, typed)]
    for _ in range(MAX_SPELLINGS + 1):
        if not waiting:
            return
        cost, _first, start, word = heappop(waiting)
        yield cost, word
        for place in range(start, len(word)):
            for more, syllable in _sounding_like(word, place):
                whole = cost + more + (_OF_ANOTHER if cost else 0.0)
                if whole <= most:
                    changed = (*word[:place], syllable, *word[place + 1 :])
                    heappush(waiting, (whole, next(number), place + 1, changed))


def _sounding_like(word: _Word, place: int) -> Iterator[tuple[float, Syllable]]:
    syllable = word[place]
    initial, vowel, final = syllable
    vowels = {**_VOWELS, **(_SOFT_VOWELS if initial in _SOFT else {})}
    for pair, cost in vowels.items():
        if vowel in pair:
            yield cost, syllable._replace(vowel=_other(pair, vowel))
    for pair, cost in _INITIALS.items():
        if initial == pair[0]:
            yield cost, syllable._replace(initial=pair[1])
    if initial == "ㅍ" and vowel in _F_BEFORE:
        yield _OF_F, Syllable("ㅎ", _F_BEFORE[vowel], final)
    if initial == "ㅎ":
        for plain, rounded in _F_BEFORE.items():
            if vowel == rounded:
                yield _OF_F, Syllable("ㅍ", plain, final)
    if other := _LATIN_S.get(str(syllable)):
        yield _OF_S, syllable_of(other)
    if place + 1 < len(word) and word[place + 1].initial == "ㄹ" and final in ("", "ㄹ"):
        yield _OF_L, syllable._replace(final="" if final else "ㄹ")


def _restructured(word: _Word) -> Iterator[tuple[float, _Word]]:
    """Yield the spellings with a syllable more or less."""
    for place, syllable in enumerate(word):
        before, after = word[:place], word[place + 1 :]
        follower = str(after[0]) if after else ""
        if not syllable.final:
            if final := _CLOSED.get(follower):
                yield _OF_OPENING, (*before, syllable._replace(final=final), *after[1:])
            if syllable.vowel == "ㅣ" and follower in _CONTRACTED:
                contracted = syllable._replace(vowel=_CONTRACTED[follower])
                yield _OF_CONTRACTION, (*before, contracted, *after[1:])
            glide = _GLIDES.get(syllable.vowel)
            if glide and follower == glide:
                yield _OF_GLIDE, (*before, syllable, *after[1:])
            elif glide:
                yield _OF_GLIDE, (*before, syllable, syllable_of(glide), *after)
        if after and syllable.vowel in "ㅑㅕㅛㅠ" and syllable.initial in "ㄴㄹㅁㅂㄷ":
            glided = {short: long for long, short in _CONTRACTED.items()}[syllable.vowel]
            opened = Syllable(syllable.initial, "ㅣ", "")
            yield _OF_CONTRACTION, (*before, opened, _with(glided, syllable.final), *after)
        for ending in _OPENED.get(syllable.final, ()):
            open_syllable = syllable._replace(final="")
            yield _OF_OPENING, (*before, open_syllable, syllable_of(ending), *after)
    if word[-1].vowel in "ㅑㅕㅛ" and not word[-1].final:
        glided = {short: long for long, short in _CONTRACTED.items()}[word[-1].vowel]
        opened = Syllable(word[-1].initial, "ㅣ", "")
        yield _OF_CONTRACTION, (*word[:-1], opened, syllable_of(glided))


def _with(sign: str, final: str) -> Syllable:
    return syllable_of(sign)._replace(final=final)


def _other(pair: str, letter: str) -> str:
    return pair[1] if letter == pair[0] else pair[0]
