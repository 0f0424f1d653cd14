"""What follows a word in its written word: particles, and the endings of verbs."""

import re
from functools import lru_cache

MIN_REST_LENGTH = 2  # syllables

_Endings = dict[bool | None, tuple[str, ...]]

# By what they follow: a consonant, a vowel, or either.
_PARTICLES: _Endings = {
    True: ("으로부터", "으로", "이라는", "이랑", "을", "은"),
    False: ("로부터", "라는", "랑", "를", "는"),
    None: (
        "에서는", "에서도", "에서", "에게서", "에게", "한테", "까지", "부터", "에는", "처럼",
        "보다",
    ),
}  # fmt: skip
# Ordinary words end in these too.
_DOUBTFUL_PARTICLES: _Endings = {
    True: ("이", "과"),
    False: ("가", "와", "로"),
    None: ("의", "에", "도", "만", "들"),
}
_OF_VERBS: _Endings = {
    None: (
        "습니다", "합니다", "입니다", "어요", "아요", "해요", "네요", "나요", "까요", "세요",
        "기", "다", "고", "게", "지", "면", "서", "요",
    ),
}  # fmt: skip
_RARER_PARTICLES = (
    "나", "이나", "요", "때", "중", "시", "쪽", "등", "별", "뿐", "마다", "밖", "조차",
    "마저", "대로", "께", "께서", "란", "이란", "인", "일",
)  # fmt: skip
_COPULA = "입니|이에|예요|이다|인데|인가|이라|이고|이었|이네|이죠|인지|이면|였|일까"
_TO_DO_AND_BECOME = "[하해했한할합함되돼된될됐됩]"
_FINAL_CONSONANTS = 28


@lru_cache(maxsize=20_000)  # each step of a search asks again
def without_particle(word: str) -> str:
    """Return a word of Hangul without its particle, where there is no doubt that it is one."""
    return _strip(word, _PARTICLES)


def without_doubtful_particle(word: str) -> str:
    """Return the word without an ending that may be a particle or a verb's: 학교에, 데려가기.

    But 고양이 loses its end as well.
    """
    stripped = _strip(word, _DOUBTFUL_PARTICLES)
    return stripped if stripped != word else _strip(word, _OF_VERBS)


def leaves_noun_alone(rest: str) -> bool:
    """Tell whether a noun with this behind it stands by itself: 세금을, 이사했어요, not 이사회."""
    return not rest or _AFTER_NOUN.match(rest) is not None


def _strip(word: str, particles: _Endings) -> str:
    for after_consonant, endings in particles.items():
        for ending in endings:
            rest = word.removesuffix(ending)
            if rest == word or len(rest) < MIN_REST_LENGTH or not "가" <= rest[-1] <= "힣":
                continue
            if after_consonant in (None, _ends_in_consonant(rest)):
                return rest
    return word


def _ends_in_consonant(word: str) -> bool:
    return (ord(word[-1]) - ord("가")) % _FINAL_CONSONANTS != 0


def _all_of(endings: _Endings) -> list[str]:
    return [each for several in endings.values() for each in several]


# Subject, object, topic: nothing but 요 comes behind them, so that 고양이가 is not 고양 with 이가.
_LAST = ("을", "를", "은", "는", "이", "가", "도", "만", "의")
_BEFORE_LAST = "|".join(
    {*_all_of(_PARTICLES), *_all_of(_DOUBTFUL_PARTICLES), *_RARER_PARTICLES} - {*_LAST, "들"}
)
_AFTER_NOUN = re.compile(
    f"[님씨]?들?(?:{_BEFORE_LAST})?(?:{'|'.join(_LAST)})?요?$|{_COPULA}|{_TO_DO_AND_BECOME}"
)
