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
from boards.search.tokens import tokenizer
from boards.search.tokens.conjugation import beginnings_of, finder_of
from boards.search.tokens.lemmas import Lemmas, lemmas_of
from boards.search.tokens.particles import without_particle
from boards.search.tokens.spellings import (
    Spelling,
    looks_foreign,
    may_be_from_abroad,
    spellings_of,
)
from boards.search.tokens.tokenizer import RunKind


def widened_condition(term: Term, spelling: Spelling = Spelling.AS_TYPED) -> Condition | None:
    """Return what a post must hold to be found by a word in whatever form; a phrase has only one.

    None when nothing of it is looked for.
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
    spelt = map(condition_of_phrase, _spellings(term, spelling))
    wider = tuple(way for way in (*ways, *spelt) if way)
    names = conditions_of_names(_names_of_nouns(term))
    return AnyOf((condition, *wider, *names)) if wider or names else condition


def widened_wordings(
    query: Query, groups: Sequence[Sequence[Term]], spelling: Spelling = Spelling.AS_TYPED
) -> list[Wording]:
    """Return the wordings of groups of a query with every form of their words."""
    return [
        replace(_widened(wording, group, spelling), others=_others(wording, group))
        for wording, group in zip(wordings_of(query, groups), groups, strict=True)
    ]


def widened_wording(terms: Sequence[Term], spelling: Spelling = Spelling.AS_TYPED) -> Wording:
    """Return the wording of all the terms together, with every form of their words."""
    names = [Term(name) for term in terms for name in _names_of_nouns(term)]
    return _widened(wording_of([*terms, *names]), terms, spelling)


def is_widened(terms: Iterable[Term], spelling: Spelling = Spelling.AS_TYPED) -> bool:
    """Tell whether one of the words has other forms or spellings."""
    return any(_lemmas(term) or _spellings(term, spelling) for term in terms)


def has_verb(terms: Iterable[Term]) -> bool:
    """Tell whether one of the words is of a verb: 쏠림 in 바퀴쏠림."""
    return any(_lemmas(term).stems for term in terms)


def _widened(wording: Wording, group: Sequence[Term], spelling: Spelling) -> Wording:
    lemmas = [_lemmas(term) for term in group]
    nouns = {noun for each in lemmas for noun in each.nouns}
    spelt = {text for term in group for text in _spellings(term, spelling)}
    forms = tuple(form for each in lemmas for form in each.forms)
    return replace(wording, signs=wording.signs | nouns | spelt, forms=finder_of(forms))


def _others(wording: Wording, group: Sequence[Term]) -> Wording | None:
    """Return the wording of all other names of a group: of its words, and of their nouns."""
    names = wording_of([Term(name) for term in group for name in _names_of_nouns(term)])
    known = wording.others
    if not names or known is None:
        return known if known is not None else names or None
    return replace(known, signs=known.signs | names.signs, tokens=known.tokens | names.tokens)


def _names_of_nouns(term: Term) -> list[str]:
    """Return the other names of the nouns of which a word is made: of 해고 in 해고당한."""
    nouns = [[Term(noun)] for noun in _lemmas(term).nouns]
    return list(dict.fromkeys(name for names in synonyms_for(nouns) for name in names))


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
