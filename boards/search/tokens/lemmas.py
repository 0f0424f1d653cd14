"""What a word of Hangul comes from: stems of verbs, the noun before 하다 or before particles."""

import re
from dataclasses import dataclass
from functools import lru_cache

from boards.search.tokens.conjugation import Form, FormKind, after, forms_of, stems_in
from boards.search.tokens.hangul import final_of, syllable_of, with_final, with_vowel

MIN_LENGTH, MAX_LENGTH = 2, 12  # syllables of a word that is looked into
MIN_NOUN_LENGTH = 2

_HANGUL = re.compile("[가-힣]+")
# What makes a verb or an adjective of a noun.
_MAKERS = ("하", "되", "당하", "시키", "받", "드리", "스럽", "스러우", "롭", "입히")
_SAY_NOTHING = frozenset(["하", "되", "이"])
# 이상하다 is not about 이상, "more than".
_NOT_NOUNS = frozenset(["이상", "대단", "최대", "굉장", "대체"])
# 고양이, 경기도, 정신과: what may be the end of the noun itself is no particle when it is alone.
_DOUBTFUL = frozenset(["이", "도", "만", "과"])
# 부모님 and 선생님 are words of their own; 검사관님께 is about 검사관.
_WITH_HONOUR = frozenset(
    ["부모", "시부모", "선생", "장모", "아버", "어머", "할머", "하나", "하느", "목사", "스승"]
)
_PARTICLES = re.compile(
    "님?들?(?:에게서|한테서|에서|에게|한테|께서|께|까지|부터|으로부터|로부터|으로서|로서|으로써|로써|으로|로|"
    "에|처럼|보다|마다|조차|마저|이랑|랑|하고|와|과|의|밖에|뿐)?(?:만|까지|도|부터)?(?:은|는|이|가|을|를|도|의|요)?"
    "|들?(?:입니다|입니까|이에요|예요|이었다|이었던|였다|였던|인데|이라는|이라고|인가요|이지만|이면서)"
)
# Nothing but a verb ends so; a stem before it need not be listed.
_CLEAR = re.compile("습니다|는데|는다|지만|겠|네요|더라|더니|거나|니까|려고|면서")
_BECAME = re.compile("(?P<stem>[가-힣]+)[어아](?:[진졌져질]|지[고는던다면기])")
_UNCONTRACTED = "ㅟㅣㅚㅐㅔㅢㅞ"  # 휘어 may be no other way; 삐어 beside 뼈, 되어 beside 돼
MAX_PASSIVE_LENGTH = 3  # syllables; what is longer is a name as often: 마그누스 베를린
_EXPANDED = {"ㅏ": "ㅏ", "ㅐ": "ㅐ", "ㅓ": "ㅓ", "ㅕ": "ㅣ", "ㅘ": "ㅗ", "ㅝ": "ㅜ", "ㅙ": "ㅚ"}


@dataclass(frozen=True)
class Lemmas:
    """What else a word is looked for by."""

    nouns: tuple[str, ...] = ()
    stems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nouns or self.stems)

    @property
    def forms(self) -> tuple[Form, ...]:
        """Every form of the stems."""
        return tuple(form for stem in self.stems for form in forms_of(stem))


@lru_cache(maxsize=5_000)
def lemmas_of(word: str) -> Lemmas:
    """Return what a folded word comes from: 해고당한 from 해고, 훔쳐간 from 훔치다."""
    if not MIN_LENGTH <= len(word) <= MAX_LENGTH or not _HANGUL.fullmatch(word):
        return Lemmas()
    listed, made = stems_in(word), _noun_before_maker(word)
    if any(len(stem) > len(made) for stem in listed):
        made = ""  # 들이받은 is a verb of its own
    stems = listed if listed or made else _unlisted_stem(word)
    # 나누는 is what one does, and no noun 나누 with a particle.
    bare = _noun_before_particles(word)
    nouns = dict.fromkeys(noun for noun in (made, "" if bare in listed else bare) if noun)
    return Lemmas(tuple(nouns), tuple(stem for stem in stems if stem not in _SAY_NOTHING))


def _noun_before_maker(word: str) -> str:
    """Return the noun of a verb that is made of one: 사망 of 사망했다; empty without one."""
    for length in range(MIN_NOUN_LENGTH, len(word)):
        noun, rest = word[:length], word[length:]
        if noun not in _NOT_NOUNS and any(_is_form(rest, maker) for maker in _MAKERS):
            return noun
    return ""


def _is_form(word: str, stem: str) -> bool:
    return any(
        word.startswith(form.text) and re.match(_after_noun(form), word[len(form.text) :])
        for form in forms_of(stem)
    )


def _after_noun(form: Form) -> str:
    """Behind a noun a short form is no noun itself: 운전하고."""
    if form.kind is FormKind.EO:
        return "(?![가-힣])|서|요|도|야|라|[보봐봤본볼주줘줬준줄있버]|[지졌진질져]"
    return after(Form(f"가{form.text}", form.kind))


def _noun_before_particles(word: str) -> str:
    """Return the noun before particles: 졸업생 of 졸업생들이; empty where 이 may be its own."""
    for length in range(MIN_NOUN_LENGTH, len(word)):
        noun, rest = word[:length], word[length:]
        if rest.startswith("님") and noun in _WITH_HONOUR:
            continue
        if rest not in _DOUBTFUL and _PARTICLES.fullmatch(rest) and _fits(noun, rest):
            return noun
    return ""


def _fits(noun: str, rest: str) -> bool:
    """Tell whether a particle that depends on the sound before it may follow the noun."""
    ends_in_consonant = final_of(noun) != ""
    if rest[0] in "을은과이":
        return ends_in_consonant
    if rest[0] in "를는와가":
        return not ends_in_consonant
    if rest.startswith("로"):
        return final_of(noun) in ("", "ㄹ")
    return not rest.startswith("으로") or ends_in_consonant


def _unlisted_stem(word: str) -> list[str]:
    for length in range(len(word) - 1, 1, -1):
        start, rest = word[:length], word[length:]
        if final_of(start) == "ㅆ" and re.match(after(Form(start, FormKind.PAST)), rest):
            return _before_past(start)
        if _CLEAR.match(rest):
            return [start]
    return _stem_of_adnominal(word)


def _stem_of_adnominal(word: str) -> list[str]:
    """Return the stem of what stands before a noun: 휘 of 휘어진, 뚫리 of 뚫린."""
    became = _BECAME.match(word)
    if became and _stands_before_eo(became["stem"]):
        return [became["stem"]]
    # Behind a consonant, which 어린 and 그린 have none of, a passive ends so.
    if len(word) <= MAX_PASSIVE_LENGTH and word[-1] in "린긴힌" and final_of(word[:-1]):
        return [with_final(word, "")]
    return []


def _stands_before_eo(stem: str) -> bool:
    """Tell whether 어 or 아 stays a syllable behind a stem: 헐어, 삐어."""
    return final_of(stem) != "" or syllable_of(stem[-1]).vowel in _UNCONTRACTED


def _before_past(start: str) -> list[str]:
    """Return the regular stem of a past: 늦췄 is of 늦추, 굳혔 of 굳히, 닦았 of 닦, 삐었 of 삐."""
    base = with_final(start, "")
    if base[-1] in "아어" and len(base) > 1 and _stands_before_eo(base[:-1]):
        return [base[:-1]]
    vowel = _EXPANDED.get(syllable_of(base[-1]).vowel)
    return [with_vowel(base, vowel)] if vowel else []
