"""How verbs and adjectives look in a text: 훔치, 훔친, 훔쳐, 훔쳤 are forms of one stem.

A form is what stands at the beginning of the written word; its kind says what may follow.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from boards.search.tokens.hangul import final_of, syllable_of, with_final, with_vowel
from boards.search.tokens.verb_list import (
    LISTED,
    OF_THEIR_OWN,
    PREFIXES,
    SECOND_VERBS,
    SHORTENED,
    WITH_B,
    WITH_D,
    WITH_H,
    WITH_REO,
    WITH_REU,
    WITH_S,
)


class FormKind(Enum):
    """What a form is made for."""

    STEM = "고, 지, 다, 는"
    N = "ㄴ, 은"
    L = "ㄹ, 을"
    M = "ㅁ, 음"
    B = "ㅂ니다"
    EU = "으면, 으니"
    EO = "어, 아"
    PAST = "었, 았"


class Form(NamedTuple):
    """The beginning of a conjugated word, and what it is made for."""

    text: str
    kind: FormKind


_END = "(?![가-힣])"
_WITHOUT_SPACE = "안못더잘덜"  # may be written before a verb without a space: 안비싸요
_POLITE = (
    "시(?:[고지죠는네던겠면며니려러길기게자다]|도록|거[나든]|나요|나$)|세요|세(?![가-힣])|"
    "[셔셨신실십]"
)
_AUXILIARY = (
    "[보봐봤본볼]|[주줘줬준줄]|있|버[리렸린려]|[가간갔갈]|[오온왔와올]|놓|놨|두|뒀|둔|내|냈|낸|"
    "드[리렸린려]|달라|대"
)
_AFTER = {
    FormKind.STEM: (
        f"[고지죠는네냐던듯겠잖며기길게습군니면려]|답니|다(?!른|음|리)|도록|자(?:고|마자|는)|"
        f"거[나든]|든지|구나|더[라니군]|나(?:요|봐|{_END})|러{_END}|{_POLITE}|"
        f"[라래](?:{_END}|고|는|며|면|니|요)|므로"
    ),
    FormKind.N: f"{_END}|데|지|다(?!음)|답니|가요|걸|것|거|게|건|듯|줄|대|채|적|후|뒤|만큼|분|들",
    FormKind.L: f"{_END}|게|까|지|래|수|때|것|거|걸|듯|뿐|만|줄|텐|테|정도|라",
    FormKind.M: f"{_END}|[을은이의도과]{_END}|에|으로|입니",
    FormKind.B: "니다|니까|시다|디다",
    FormKind.EU: f"면|며{_END}|려[고면는던]|니|므로|나{_END}|라{_END}|라[고는]|러{_END}|{_POLITE}",
    FormKind.EO: f"{_END}|서|[요도야라]{_END}|지|졌|진|질|져|{_AUXILIARY}",
    FormKind.PAST: "[다어던는고지네으습을니기거더나냐잖음]",
}
# One open syllable and 고, 지 or 기 is a noun as often: 사고, 가지, 사기, 가게, 물고기.
_AFTER_SHORT = {
    **_AFTER,
    FormKind.STEM: (
        f"는(?:{_END}|데|다|지|걸|거)|다(?:{_END}|가{_END})|려[고면는]|면서?{_END}|니까|고(?:싶|있|나서)|"
        "지(?:만|않|마|못)|던|겠|네요|세요|셨|기(?:는|도|로|만|에|때|전|위)|게(?:요|되|해)|거[나든]|"
        "도록|자마자|잖|습니|자고"
    ),
    FormKind.N: f"다(?:{_END}|[고는면며니])|데(?:{_END}|요|도)|대요|답니",
    FormKind.L: "게요|까|래요|지도|수록|때|텐데|것|거[예야]",
    FormKind.M: "(?!)",
    FormKind.EU: f"면서?{_END}|며{_END}|려[고면]|니까|세요|셨",
    FormKind.EO: f"서(?:{_END}|[는도요])|[요도야]{_END}|{_AUXILIARY}",
}
# 가주, 타주, 파도, 가요: with these, what may follow others makes nouns.
_LIKE_ITS_STEM = frozenset("가나사자차타파서켜펴대매재채")
_AFTER_STEM_ALONE = f"서(?:{_END}|[는도요])"
_NOUN_BEHIND = re.compile(
    f"[는던](?!데|다|지|걸|거|것|가|구|군|대|중|동안|줄|편|바람|만큼|대로|척|[은을이가도만요]{_END})[가-힣]"
)
# Nouns made of verbs that are words of their own, as 떨림 is not: 바람 does not ask for 바랍니다.
_NOUNS = """
가림 거름 걸음 고름 구름 그림 기름 노름 느낌 다림 마름 모임 무침 물음 바람 보임 볶음 부름 부침
비빔 사람 어림 얼음 오름 이름 절임 조림 졸음 주름 지짐 차림 튀김 푸름 흐름
"""
_NOUNS_OF_THEIR_OWN = frozenset(_NOUNS.split())
MAX_OF_TWO = 3  # stems of a word that no list holds
_AND = re.compile("그리고|그래서|그러나|그러니|그러면|그런데|그렇지만|이래서|어때|노래|나라")
_BRIGHT = "ㅏㅗ"
_CONTRACTED = {
    "ㅏ": "ㅏ", "ㅐ": "ㅐ", "ㅓ": "ㅓ", "ㅔ": "ㅔ", "ㅕ": "ㅕ", "ㅖ": "ㅖ",
    "ㅗ": "ㅘ", "ㅜ": "ㅝ", "ㅣ": "ㅕ", "ㅚ": "ㅙ",
}  # fmt: skip
_WITHOUT_H = {"ㅏ": "ㅐ", "ㅓ": "ㅐ", "ㅑ": "ㅒ", "ㅕ": "ㅖ"}


def after(form: Form) -> str:
    """Return the pattern of what follows a form in its written word."""
    if form.kind is FormKind.EO and form.text in _LIKE_ITS_STEM:
        return _AFTER_STEM_ALONE
    if form.text == "걸" and form.kind in (FormKind.L, FormKind.EU):  # 안 되는 걸까요
        return f"(?![까요]){_AFTER_SHORT[form.kind]}" if form.kind is FormKind.EU else "려[고면는]"
    if form.text == "건" and form.kind is FormKind.N:  # 갈 건데
        return f"다(?:{_END}|[고는면며니])"
    is_short = len(form.text) == 1 and final_of(form.text) in ("", "ㄹ", "ㄴ", "ㅁ")
    follows = (_AFTER_SHORT if is_short else _AFTER)[form.kind]
    if form.kind is FormKind.EO and (others := _beginnings_of_others(form.text)):
        return f"(?![{others}])(?:{follows})"
    return follows


@lru_cache(maxsize=5_000)
def _beginnings_of_others(text: str) -> str:
    """Return the syllables with which a form becomes one of another verb: 들어 and 왔."""
    longer = (stem for stem in OF_THEIR_OWN if stem.startswith(text) and stem != text)
    texts = (form.text for stem in longer for form in forms_of(stem))
    return "".join(sorted({each[len(text)] for each in texts if len(each) > len(text)}))


class FormFinder(NamedTuple):
    """Finds forms in a text.

    Not by one pattern of all forms: to compile it takes longer than to look through the texts.

    Attributes:
        beginnings: of the forms; the text is searched for them first.
        ways: the forms, the longest first, and what may follow each.
    """

    beginnings: tuple[str, ...]
    ways: tuple[tuple[str, re.Pattern[str]], ...]

    def places_in(self, folded: str) -> Iterator[tuple[int, int]]:
        """Yield where a form stands: starts and ends, those of a word before a verb with it."""
        for beginning in self.beginnings:
            start = folded.find(beginning)
            while start >= 0:
                if place := self._place_around(folded, start):
                    yield place
                start = folded.find(beginning, start + 1)

    def _place_around(self, folded: str, start: int) -> tuple[int, int] | None:
        """Return where the word begins of which a form stands here, and where that ends."""
        first = start
        if start and folded[start - 1] in _WITHOUT_SPACE and not _goes_on_at(folded, start - 1):
            first -= 1
        elif _goes_on_at(folded, start):
            return None
        end = self._end_at(folded, start)
        return None if end is None else (first, end)

    def _end_at(self, folded: str, start: int) -> int | None:
        for text, follows in self.ways:
            if folded.startswith(text, start):
                match = follows.match(folded, start + len(text))
                if match is not None:
                    return match.end()
        return None


def _goes_on_at(folded: str, place: int) -> bool:
    """Say whether a word of Hangul goes on at a place."""
    return place > 0 and "가" <= folded[place - 1] <= "힣"


@lru_cache(maxsize=1_000)
def finder_of(forms: tuple[Form, ...]) -> FormFinder | None:
    """Return what finds these forms; None for none."""
    if not forms:
        return None
    longest_first = sorted(forms, key=lambda form: len(form.text), reverse=True)
    texts = {form.text for form in forms}
    beginnings = sorted(
        text for text in texts if not any(text[:end] in texts for end in range(1, len(text)))
    )
    ways = tuple((form.text, _following(after(form))) for form in longest_first)
    return FormFinder(tuple(beginnings), ways)


_following = lru_cache(maxsize=2_000)(re.compile)  # of all forms of a kind the same


@lru_cache(maxsize=20_000)
def forms_of(stem: str) -> tuple[Form, ...]:
    """Return the forms of a stem; one that no list holds is conjugated as a regular one."""
    return tuple(dict.fromkeys(_forms_of(stem)))


def stems_in(word: str) -> list[str]:
    """Return the listed stems of which a word of Hangul may be a form, or those made of two."""
    if _AND.fullmatch(word):
        return []
    found: dict[str, str] = {}  # the form by which each is found
    for length in range(len(word), 0, -1):
        for form, stem in _stems_by_form().get(word[:length], ()):
            if _may_end(form, word[length:]):
                found.setdefault(stem, form.text)
    # 들어간 is from 들어가다: what its first syllables would mean alone says nothing.
    found = {stem: form for stem, form in found.items() if not _is_within_another(form, found)}
    stems = [stem for stem in found if len(stem) > 1 or max(map(len, found)) == 1]
    return stems or _made_of_two(word)


def _may_end(form: Form, rest: str) -> bool:
    """Tell whether a word may be a form with this behind it, and asks for its verb."""
    if form.kind is FormKind.M:
        is_word = len(form.text) == 1 or form.text in _NOUNS_OF_THEIR_OWN
        return not is_word and re.match(after(form), rest) is not None
    # 없는말 does not ask for 없다 alone: a noun stands behind it.
    return not _NOUN_BEHIND.match(rest) and re.match(after(form), rest) is not None


def _made_of_two(word: str) -> list[str]:
    """Return the stems of a verb that no list holds, and that another one begins: 헛도는."""
    found = []
    for length in range(1, len(word) - 1):
        head, rest = word[:length], word[length:]
        if not _may_be_head(head):
            continue
        seconds = [
            stem
            for end in range(len(rest), 0, -1)
            for form, stem in _stems_by_form().get(rest[:end], ())
            if _is_second(head, stem)
            and _may_end(Form(f"{head}{form.text}", form.kind), rest[end:])
        ]
        found += [f"{head}{stem}" for stem in seconds]
    return list(dict.fromkeys(found))[:MAX_OF_TWO]


def _may_be_head(head: str) -> bool:
    return head in PREFIXES or _is_joined(head)


@lru_cache(maxsize=5_000)
def _is_joined(head: str) -> bool:
    """Tell whether a verb of two syllables or more may stand before another: 눌어, 내려."""
    forms = _stems_by_form().get(head, ()) if len(head) > 1 else ()
    return any(form.kind is FormKind.EO for form, _stem in forms)


def _is_second(head: str, stem: str) -> bool:
    return stem in SECOND_VERBS if len(head) > 1 else len(stem) > 1 or final_of(stem) != ""


def _is_within_another(form: str, found: Mapping[str, str]) -> bool:
    """Tell whether a form is how another stem begins: 다녀 of 다니다, in 다녀온 of 다녀오다."""
    return any(len(stem) > len(form) > 1 and stem.startswith(form) for stem in found)


@lru_cache(maxsize=1)
def _stems_by_form() -> dict[str, list[tuple[Form, str]]]:
    known: defaultdict[str, list[tuple[Form, str]]] = defaultdict(list)
    for stem in sorted(LISTED):
        for form in forms_of(stem):
            known[form.text].append((form, stem))
    return dict(known)


def _forms_of(stem: str) -> Iterator[Form]:
    if stem not in LISTED and (second := _second_of(stem)):
        head = stem.removesuffix(second)
        yield from (Form(f"{head}{form.text}", form.kind) for form in forms_of(second))
        return
    yield Form(stem, FormKind.STEM)
    if stem in WITH_B:
        open_stem = f"{with_final(stem, '')}우"
        yield from _open(open_stem)
        yield from _before_eo(
            f"{with_final(stem, '')}와" if stem in ("돕", "곱") else f"{open_stem[:-1]}워"
        )
    elif stem in WITH_D:
        yield from _closed(with_final(stem, "ㄹ"))
    elif stem in WITH_S:
        yield from _closed(with_final(stem, ""))
    elif stem in WITH_H:
        open_stem = with_final(stem, "")
        yield from _open(open_stem)
        yield from _before_eo(with_vowel(open_stem, _WITHOUT_H[syllable_of(open_stem[-1]).vowel]))
    elif stem in WITH_REO:
        yield from _open(stem)
        yield from _before_eo(f"{stem}러")
    elif stem in WITH_REU:
        yield from _open(stem)
        ending = "라" if syllable_of(stem[-2]).vowel in _BRIGHT else "러"
        yield from _before_eo(with_final(stem[:-1], "ㄹ") + ending)
        if short := SHORTENED.get(stem):
            yield Form(short, FormKind.STEM)
            yield from _with_l(short)
    elif final_of(stem) == "":
        yield from _open(stem)
        for short in _contracted(stem):
            yield from _before_eo(short)
    elif final_of(stem) == "ㄹ":
        yield from _with_l(stem)
    else:
        yield from _closed(stem)


def _second_of(stem: str) -> str:
    """Return the listed verb with which one ends that no list holds: 돌 of 헛돌."""
    for length in range(1, len(stem)):
        head, rest = stem[:length], stem[length:]
        if rest in LISTED and _may_be_head(head) and _is_second(head, rest):
            return rest
    return ""


def _open(stem: str) -> Iterator[Form]:
    """비싸: 비싸면, 비싼, 비쌀, 비쌈, 비쌉니다."""
    yield Form(stem, FormKind.EU)
    for final, kind in (
        ("ㄴ", FormKind.N),
        ("ㄹ", FormKind.L),
        ("ㅁ", FormKind.M),
        ("ㅂ", FormKind.B),
    ):
        yield Form(with_final(stem, final), kind)


def _closed(stem: str) -> Iterator[Form]:
    """먹, 들, 지: 먹으면, 들은, 지을, 먹음, 들어."""
    for ending, kind in (
        ("으", FormKind.EU),
        ("은", FormKind.N),
        ("을", FormKind.L),
        ("음", FormKind.M),
    ):
        yield Form(f"{stem}{ending}", kind)
    bright = syllable_of(stem[-1]).vowel in _BRIGHT
    yield from _before_eo(f"{stem}{'아' if bright else '어'}")


def _with_l(stem: str) -> Iterator[Form]:
    """만들: 만드는, 만든, 만듭니다, 만들면, 만들어."""
    short = with_final(stem, "")
    yield Form(short, FormKind.STEM)
    yield Form(with_final(stem, "ㄴ"), FormKind.N)
    yield Form(with_final(stem, "ㅂ"), FormKind.B)
    yield Form(with_final(stem, "ㄻ"), FormKind.M)
    yield Form(stem, FormKind.L)
    yield Form(stem, FormKind.EU)
    bright = syllable_of(stem[-1]).vowel in _BRIGHT
    yield from _before_eo(f"{stem}{'아' if bright else '어'}")


def _contracted(stem: str) -> Iterator[str]:
    """마시: 마셔; 보: 봐, 보아; 쓰: 써; 아프: 아파; 하: 해, 하여."""
    vowel = syllable_of(stem[-1]).vowel
    if stem == "푸":  # 물을 퍼
        yield "퍼"
    elif stem[-1] == "하":
        yield from (f"{stem[:-1]}해", f"{stem}여")
    elif vowel == "ㅡ":
        bright = len(stem) > 1 and syllable_of(stem[-2]).vowel in _BRIGHT
        yield with_vowel(stem, "ㅏ" if bright else "ㅓ")
    else:
        if vowel in _CONTRACTED:
            yield with_vowel(stem, _CONTRACTED[vowel])
        if vowel in "ㅗㅜㅣㅚㅟㅢ":
            yield f"{stem}{'아' if vowel == 'ㅗ' else '어'}"


def _before_eo(base: str) -> Iterator[Form]:
    yield Form(base, FormKind.EO)
    yield Form(with_final(base, "ㅆ"), FormKind.PAST)


# What may begin the endings behind a form of one syllable, which alone says too little.
_HEADS = {
    FormKind.STEM: "고지죠다는네냐던듯겠잖며기길게도자거습더",
    FormKind.N: "다데대답",
    FormKind.L: "게까지래수때텐거",
    FormKind.B: "니시",
    FormKind.EU: "면며려니세셨",
    FormKind.EO: "서요도야보봐봤주줘줬준있버",
    FormKind.PAST: "다어던는고지네으습을니기거더나음",
}


def beginnings_of(form: Form) -> list[str]:
    """Return what the index is asked for to find a form: two syllables at least."""
    if len(form.text) > 1:
        return [form.text]
    return [f"{form.text}{head}" for head in _HEADS.get(form.kind, "")]
