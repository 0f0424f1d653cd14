"""Names that are verbs: 잃어버렸어요 finds 분실, and 분실 finds 잃어버렸어요.

A group has a verb with its 다. It is looked for in all its forms where the forms of a word are
(`querying.widening`), not among what has the words as they were typed. Of a stem of one syllable,
only the past of two is: 속았 of 속다. Its other forms begin too many words.
"""

from collections.abc import Iterable, Sequence
from os.path import commonprefix

from boards.search.language.query_parser import Term
from boards.search.synonyms.lookup import synonyms_for
from boards.search.tokens.conjugation import Form, FormKind, forms_of
from boards.search.tokens.lemmas import Lemmas, lemmas_of

MAX_VERBS = 4  # that are looked for beside one word
MIN_LENGTH = 2  # syllables of a stem that is looked for in all its forms, and of each form
MIN_COMMON_LENGTH = 3  # syllables that all forms have, which are rare enough to ask for them alone
_ENDING = "다"


def names_of_nouns(lemmas: Lemmas) -> tuple[str, ...]:
    """Return the other names of the nouns of which a word is made: of 해고 in 해고당한."""
    return _names_of(lemmas.nouns)


def names_of_verbs(lemmas: Lemmas) -> tuple[str, ...]:
    """Return the other names of the verbs from which a word comes: of 바꾸다 for 바꿔."""
    return _names_of(f"{stem}{_ENDING}" for stem in lemmas.stems)


def verbs_among(names: Iterable[str]) -> tuple[str, ...]:
    """Return the stems of the names that are verbs."""
    stems = (name.removesuffix(_ENDING) for name in names if _is_verb(name))
    return tuple(dict.fromkeys(stems))[:MAX_VERBS]


def forms_of_verbs(stems: Iterable[str]) -> tuple[Form, ...]:
    """Return the forms that the verbs are looked for in."""
    return tuple(
        form
        for stem in stems
        for form in forms_of(stem)
        if len(stem) >= MIN_LENGTH or (form.kind is FormKind.PAST and len(form.text) >= MIN_LENGTH)
    )


def beginnings_of_verb(stem: str) -> tuple[str, ...]:
    """Return what the index is asked for to find a verb: one text, or at most eight."""
    texts = sorted({form.text for form in forms_of_verbs([stem])})
    common = commonprefix(texts)
    return (common,) if len(common) >= MIN_COMMON_LENGTH else _without_longer(texts)


def _names_of(texts: Iterable[str]) -> tuple[str, ...]:
    groups = synonyms_for([[Term(text)] for text in texts])
    return tuple(dict.fromkeys(name for names in groups for name in names))


def _without_longer(texts: Sequence[str]) -> tuple[str, ...]:
    """Leave out what a shorter one finds anyway."""
    return tuple(
        text for text in texts if not any(text[:end] in texts for end in range(1, len(text)))
    )


def _is_verb(name: str) -> bool:
    """Tell 바꾸다 from 캐나다."""
    stem = name.removesuffix(_ENDING)
    return len(stem) < len(name) and stem in lemmas_of(name).stems
