"""Cuts compounds that nobody wrote so, when a search finds nothing: 달착륙선, 달 착륙선."""

from collections.abc import Callable
from dataclasses import replace

from boards.members.viewers import Viewer
from boards.search.conditions import AllOf, Condition
from boards.search.engines import current_engine
from boards.search.index_query import Filters, index_query_for
from boards.search.particles import without_particle
from boards.search.query_parser import Hint, Query, Term
from boards.search.words import condition_of_split, condition_of_word, splits_of

MAX_SPLIT_WORDS = 3  # of one query; each asks the index some ten times at most, for one post

_Finds = Callable[[Condition], bool]


def with_compounds_split(viewer: Viewer | None, query: Query, filters: Filters) -> Query | None:
    """Return the query with compounds in place of which both parts occur; None if none do.

    Asked of what the viewer may read and chose alone, so that nothing is told of other posts.
    """
    bare = replace(query, groups=[group for group in query.groups if _is_left_out(group)], hints=[])
    allowed = index_query_for(viewer, bare, filters=filters)

    def finds(condition: Condition) -> bool:
        asked = AllOf((condition, allowed.condition))
        return bool(current_engine().newest(asked, limit=1, span=allowed.span))

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
    word = without_particle(group[0].text)
    whole = condition_of_word(word)
    splits = splits_of(word)
    if not splits or whole is None or finds(whole):
        return None
    for is_beside in (True, False):
        for split in splits:
            if finds(condition_of_split(split, is_beside=is_beside)):
                return [[replace(group[0], text=part)] for part in split]
    return None
