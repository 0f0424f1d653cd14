"""Answers that all get alike who may read the same, cached by the process for a moment.

To find the posts of a query and to weigh them takes most of a search, and what comes out is the
same for all members of a board but for the secret posts that are their own. What is cached is said
by nothing but the query and by what the asker may read and has blocked, so that no answer reaches
somebody of other rights; and the posts themselves are asked again when they are shown.
"""

import time
from array import array
from collections.abc import Callable, Hashable
from typing import NamedTuple

from boards.caching import answers
from boards.search.index.engines.base import Match
from boards.search.index.index_answers import newest
from boards.search.querying.index_query import IndexQuery

# Guests' pages are cached besides, and what they see is less than 2 seconds behind altogether.
SECONDS, SECONDS_OF_GUESTS = 1.5, answers.SECONDS
MAX_ANSWERS = 100  # of up to 700 posts, so a megabyte


class _Cached(NamedTuple):
    keys: array
    post_ids: array
    generation: bytes
    since: float  # monotonic seconds


_cached: dict[Hashable, _Cached] = {}


def shared_answer(asked: IndexQuery, compute: Callable[[IndexQuery], list[Match]]) -> list[Match]:
    """Return what `compute` returned a moment ago for the same query and rights, or returns now.

    Whoever finds a secret post of their own by the query gets an answer of their own.
    """
    generation = answers.generation_to_cache_by()
    if generation is None or _finds_secret(asked):
        return compute(asked)
    seconds = SECONDS if asked.rights.own else SECONDS_OF_GUESTS
    alike = asked.without_secret
    key = _key_of(alike)
    cached = _cached.get(key)
    if cached is None or cached.generation != generation or _age_of(cached) > seconds:
        cached = _answer_of(compute(alike), generation)
        if len(_cached) >= MAX_ANSWERS:
            _cached.clear()
        _cached[key] = cached
    return list(map(Match, cached.keys, cached.post_ids))


def _finds_secret(asked: IndexQuery) -> bool:
    if not asked.rights.own:
        return False
    return bool(newest(asked.condition_of_secret, limit=1, span=asked.span))


def _key_of(asked: IndexQuery) -> Hashable:
    """By the text too: it decides how what is found is weighed."""
    query = asked.query
    terms = tuple(map(tuple, query.groups))
    places = frozenset(query.places)
    return query.text, terms, places, asked.wanted, asked.rights, asked.span


def _answer_of(matches: list[Match], generation: bytes) -> _Cached:
    keys = array("q", [match.key for match in matches])
    post_ids = array("q", [match.post_id for match in matches])
    return _Cached(keys, post_ids, generation, time.monotonic())


def _age_of(cached: _Cached) -> float:
    return time.monotonic() - cached.since
