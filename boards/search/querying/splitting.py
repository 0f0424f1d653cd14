"""Cuts compounds that nobody wrote so, when a search finds nothing: 달착륙선, 달 착륙선."""

from collections.abc import Callable
from dataclasses import replace
from itertools import chain

from boards.search.index.conditions import AllOf, Condition
from boards.search.index.index_answers import newest
from boards.search.index.words import condition_of_split, condition_of_word, splits_of
from boards.search.language.query_parser import Hint, Query, Term
from boards.search.querying.index_query import IndexQuery, placed
from boards.search.querying.widening import has_verb, widened_condition
from boards.search.tokens.particles import without_doubtful_particle, without_particle

MAX_SPLIT_WORDS = 3  # of one query; each asks the index some ten times at most, for one post

_Finds = Callable[[Condition, Term], bool]


def with_compounds_split(index_query: IndexQuery) -> Query | None:
    """Return the query with compounds in place of which both parts occur; None if none do.

    Asked of what the viewer may read and chose alone, so that nothing is told of other posts.
    """
    query = index_query.query
    bare = index_query.read_as(
        replace(query, groups=[group for group in query.groups if _is_left_out(group)], hints=[])
    )

    def finds(condition: Condition, term: Term) -> bool:
        asked = AllOf((placed(condition, query.places_of(term)), bare.condition))
        return bool(newest(asked, limit=1, span=bare.span))

    groups: list[list[Term]] = []
    left = MAX_SPLIT_WORDS
    for group in query.groups:
        split = _split_of(group, finds) if left else None
        left -= split is not None
        groups += split or [group]
    if groups == query.groups:
        return None
    words = " ".join(term.text for group in groups for term in group if not term.is_unwanted)
    return replace(query, groups=groups, hints=[*query.hints, (Hint.SPLIT, words)])


def _is_left_out(group: list[Term]) -> bool:
    return all(term.is_unwanted for term in group)


def _split_of(group: list[Term], finds: _Finds) -> list[list[Term]] | None:
    """Return a word's two parts as words of their own, if it is found nowhere itself."""
    if len(group) > 1 or group[0].is_unwanted or group[0].is_phrase:
        return None
    # 남편과 and 세금과 are words with a particle, and no compounds; 계좌신고 ends in none.
    whole = without_particle(group[0].text)
    words = list(dict.fromkeys((whole, without_doubtful_particle(whole))))
    ways = (condition_of_word(way) for way in dict.fromkeys((group[0].text, *words)))
    splits = list(dict.fromkeys(chain.from_iterable(map(splits_of, words))))
    if not splits or any(finds(way, group[0]) for way in ways if way):
        return None
    for is_beside in (True, False):
        for split in splits:
            if finds(condition_of_split(split, is_beside=is_beside), group[0]):
                return _as_words(split, group[0])
    for split in splits:
        parts = [term for (term,) in _as_words(split, group[0])]
        in_forms = [condition for part in parts if (condition := widened_condition(part))]
        if has_verb(parts) and finds(AllOf(tuple(in_forms)), group[0]):
            return _as_words(split, group[0])
    return None


def _as_words(split: tuple[str, str], term: Term) -> list[list[Term]]:
    return [[replace(term, text=part)] for part in split]
