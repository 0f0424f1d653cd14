"""Finds a word in its other forms too: 해고당한 finds 해고, and 훔쳐간 finds 훔친 and 훔치던.

What the index is asked for is wider than what is meant; the wording says what really stands in a
text, and what holds only the signs is left out (`looking`).

A word from abroad is found in its other spellings; one that nobody wrote, whatever it is, in more.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from boards.search.index.conditions import AnyOf, Condition
from boards.search.index.words import condition_of_phrase, condition_of_word
from boards.search.language.query_parser import Query, Term
from boards.search.ranking.highlighting import Wording, wording_of, wordings_of
from boards.search.synonyms.lookup import conditions_of_names, synonyms_for
from boards.search.synonyms.verbs import (
    beginnings_of_verb,
    forms_of_verbs,
    names_of_nouns,
    names_of_verbs,
    verbs_among,
)
from boards.search.tokens import tokenizer
from boards.search.tokens.conjugation import Form, beginnings_of, finder_of
from boards.search.tokens.lemmas import Lemmas, lemmas_of
from boards.search.tokens.particles import without_particle
from boards.search.tokens.spellings import (
    Spelling,
    looks_foreign,
    may_be_from_abroad,
    spellings_of,
)
from boards.search.tokens.tokenizer import RunKind


def widened_condition(
    term: Term, spelling: Spelling = Spelling.AS_TYPED, *, by_verbs: bool = True
) -> Condition | None:
    """Return what a post must hold to be found by a word in whatever form; a phrase has only one.

    None when nothing of it is looked for.

    Args:
        term: the word.
        spelling: how far from what was typed it may be.
        by_verbs: whether verbs are other names of nouns, and nouns of verbs.
    """
    if term.is_phrase:
        return condition_of_phrase(term.text)
    condition = condition_of_word(term.text)
    if condition is None or term.is_unwanted:
        return condition
    lemmas = _lemmas(term)
    # A noun may be a compound that stands apart: 세금보고했어요, 세금 보고.
    ways = (
        condition_of_word(text) if text in lemmas.nouns else condition_of_phrase(text)
        for text in _beginnings(lemmas)
    )
    stems = _verbs(term) if by_verbs else ()
    verbs = [text for stem in stems for text in beginnings_of_verb(stem)]
    spelt = map(condition_of_phrase, [*_spellings(term, spelling), *verbs])
    names = conditions_of_names(_names(term, by_verbs=by_verbs))
    wider = tuple(way for way in (*ways, *spelt, *names) if way)
    return AnyOf((condition, *wider)) if wider else condition


def widened_wordings(
    query: Query,
    groups: Sequence[Sequence[Term]],
    spelling: Spelling = Spelling.AS_TYPED,
    *,
    by_verbs: bool = True,
) -> list[Wording]:
    """Return the wordings of groups of a query with every form of their words."""
    return [
        replace(
            _widened(wording, group, spelling), others=_others(wording, group, by_verbs=by_verbs)
        )
        for wording, group in zip(wordings_of(query, groups), groups, strict=True)
    ]


def widened_wording(terms: Sequence[Term], spelling: Spelling = Spelling.AS_TYPED) -> Wording:
    """Return the wording of all the terms together, with every form of their words."""
    names = [Term(name) for term in terms for name in _names(term)]
    verbs = forms_of_verbs(stem for term in terms for stem in _verbs(term))
    return _widened(wording_of([*terms, *names]), terms, spelling, besides=verbs)


def is_widened(
    terms: Iterable[Term], spelling: Spelling = Spelling.AS_TYPED, *, by_verbs: bool = True
) -> bool:
    """Tell whether one of the words has other forms or spellings, or verbs for other names."""
    return any(
        _lemmas(term) or _spellings(term, spelling) or (by_verbs and _verbs(term)) for term in terms
    )


def has_names_by_verbs(terms: Iterable[Term]) -> bool:
    """Tell whether one of the words has a verb for another name, or is a verb that has names."""
    return any(_verbs(term) or names_of_verbs(_lemmas(term)) for term in terms)


def has_verb(terms: Iterable[Term]) -> bool:
    """Tell whether one of the words is of a verb: 쏠림 in 바퀴쏠림."""
    return any(_lemmas(term).stems for term in terms)


def _widened(
    wording: Wording, group: Sequence[Term], spelling: Spelling, besides: tuple[Form, ...] = ()
) -> Wording:
    lemmas = [_lemmas(term) for term in group]
    nouns = {noun for each in lemmas for noun in each.nouns}
    spelt = {text for term in group for text in _spellings(term, spelling)}
    forms = tuple(form for each in lemmas for form in each.forms)
    return replace(wording, signs=wording.signs | nouns | spelt, forms=finder_of(forms + besides))


def _others(wording: Wording, group: Sequence[Term], *, by_verbs: bool) -> Wording | None:
    """Return the wording of all other names of a group: of its words, and of their lemmas."""
    names = wording_of([Term(name) for term in group for name in _names(term, by_verbs=by_verbs)])
    stems = [stem for term in group for stem in _verbs(term)] if by_verbs else []
    known = wording.others or Wording(frozenset(), frozenset())
    others = replace(
        known,
        signs=known.signs | names.signs,
        tokens=known.tokens | names.tokens,
        forms=finder_of(forms_of_verbs(stems)),
    )
    return others or None


def _names(term: Term, *, by_verbs: bool = True) -> tuple[str, ...]:
    """Return the other names of what a word comes from: of 해고 in 해고당한."""
    lemmas = _lemmas(term)
    of_nouns = names_of_nouns(lemmas)
    return (*of_nouns, *names_of_verbs(lemmas)) if by_verbs else of_nouns


def _verbs(term: Term) -> tuple[str, ...]:
    """Return the stems of the verbs among all other names of a word: 잃어버리 of 분실."""
    if term.is_phrase or term.is_unwanted:
        return ()
    return verbs_among((*synonyms_for([[term]])[0], *_names(term)))


def _lemmas(term: Term) -> Lemmas:
    return lemmas_of(_hangul(term))


def _hangul(term: Term) -> str:
    """Return a word that is of Hangul alone, and may be found in other forms; else nothing."""
    if term.is_phrase or term.is_unwanted:
        return ""
    runs = list(tokenizer.runs(term.text))
    return runs[0].text if [run.kind for run in runs] == [RunKind.HANGUL] else ""


def _spellings(term: Term, spelling: Spelling) -> tuple[str, ...]:
    """Return the other spellings of a word that is no verb; of one that somebody wrote, of few."""
    word = _hangul(term)
    if not word or (lemmas := _lemmas(term)).stems:
        return ()
    word = min(lemmas.nouns, key=len, default=without_particle(word))
    is_from_abroad = looks_foreign if spelling is Spelling.LIKELY else may_be_from_abroad
    return spellings_of(word, spelling) if is_from_abroad(word) else ()


def _beginnings(lemmas: Lemmas) -> Iterable[str]:
    """Leave out what a shorter one finds anyway."""
    found = {*lemmas.nouns, *(text for form in lemmas.forms for text in beginnings_of(form))}
    return sorted(
        text for text in found if not any(text[:end] in found for end in range(2, len(text)))
    )
