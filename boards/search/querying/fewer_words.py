"""Finds posts that lack some of the words, where hardly any has all of them.

A sentence that was pasted, or remembered in other words, is found by what it shares with a text. A
post must have half of the words that any post has. It counts how many they are and how rare: a word
is the rarer the fewer posts hold it, as far as they are counted.

What this costs is bounded: one look into the index for each of at most MAX_WORDS words, and the
texts of the likeliest posts, which tell what each of them really lacks.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import ceil, log

from boards.search.index.conditions import AllOf
from boards.search.index.engines.base import Match
from boards.search.index.index_answers import newest
from boards.search.querying.index_query import IndexQuery, WordQuery
from boards.search.querying.widening import widened_condition, widened_wordings
from boards.search.ranking.looking import MAX_LOOKED_AT, looked_at
from boards.search.ranking.worth import Candidate, Found, worth_of

MAX_WORDS = 10  # of a query: the longest, which are the rarest most of the time
MANY_WORDS = 6  # from so many on, hardly any post has all
MAX_OF_WORD = 500  # posts that are counted for one word: it is frequent when there are more
# Of the weight that the best post has, what another must have to be shown beside it.
LEAST_SHARE = 0.75


@dataclass(frozen=True)
class PartialMatch:
    """A post that lacks some of the words, which stand here as they were typed."""

    match: Match
    missing: tuple[str, ...]


def with_fewer_words(
    index_query: IndexQuery, *, lacking: int | None = None, now: datetime
) -> list[PartialMatch]:
    """Return posts that have some of the words and not all, the best first.

    Args:
        index_query: with the conditions of each word.
        lacking: how many words a post may lack; None for as many as may be.
    """
    words = _words_of(index_query)
    if len(words) < 2:
        return []
    looked_up = _longest(words)
    held = _posts_with(looked_up, index_query)
    weights = {
        word: log(2 * MAX_OF_WORD / (len(posts) + 1))
        for word, posts in zip(looked_up, held, strict=True)
    }
    likeliest = _likeliest(held, list(weights.values()))
    known = [word for word, posts in zip(looked_up, held, strict=True) if posts]
    least = len(words) - lacking if lacking else _least(len(known), len(words))
    share = 0.0 if lacking else LEAST_SHARE
    return _really_there(likeliest, words, weights, least, share, index_query, now)


def nobody_has_all_words(index_query: IndexQuery) -> bool:
    """Tell, of a long query, whether it is sure that no post has all words in any of their forms.

    Its words are asked for one by one, as they are for posts that have some: where those with the
    rare ones are all known, the index need not be asked for all words together.
    """
    if len(_words_of(index_query)) < MANY_WORDS:
        return False
    widened = index_query.read_as(index_query.query, widened_condition)
    held = _posts_with(_longest(_words_of(widened)), widened)
    whole = [posts for posts in held if len(posts) < MAX_OF_WORD]
    return bool(whole) and not set.intersection(*whole)


def _words_of(index_query: IndexQuery) -> list[WordQuery]:
    return list(dict.fromkeys(word for word in index_query.words if word.may_be_left_out))


def _longest(words: list[WordQuery]) -> list[WordQuery]:
    longest = sorted(words, key=lambda word: -len(word.terms[0].text))[:MAX_WORDS]
    return [word for word in words if word in longest]


def _least(known: int, all_words: int) -> int:
    """Half of the words that any post has, but not one of three."""
    return max(ceil(known / 2), min(2, all_words - 1))


def _posts_with(words: Sequence[WordQuery], index_query: IndexQuery) -> list[set[Match]]:
    """Return the newest posts with each word."""
    strict = [word.condition for word in index_query.words if not word.may_be_left_out]
    required = (*strict, *index_query.required)
    return [
        set(newest(AllOf((word.condition, *required)), limit=MAX_OF_WORD, span=index_query.span))
        for word in words
    ]


def _likeliest(held: Sequence[set[Match]], weights: Sequence[float]) -> list[Match]:
    weight_of: defaultdict[Match, float] = defaultdict(float)
    for posts, weight in zip(held, weights, strict=True):
        for match in posts:
            weight_of[match] += weight
    ordered = sorted(weight_of, key=lambda match: (weight_of[match], match.key), reverse=True)
    return ordered[:MAX_LOOKED_AT]


def _really_there(
    matches: list[Match],
    words: Sequence[WordQuery],
    weights: dict[WordQuery, float],
    least: int,
    share: float,
    index_query: IndexQuery,
    now: datetime,
) -> list[PartialMatch]:
    wordings = widened_wordings(index_query.query, [word.terms for word in words])
    found = looked_at(matches, wordings)
    weighed = [
        (_weight(of_post, words, weights), worth_of(candidate, of_post, now), candidate, of_post)
        for candidate, of_post in found
        if least <= sum(map(bool, of_post)) < len(words)
    ]
    best = max((weight for weight, *_ in weighed), default=0.0)
    enough = [each for each in weighed if each[0] >= share * best]
    enough.sort(key=lambda each: (each[0], each[1], each[2].key), reverse=True)
    return [_partial(candidate, of_post, words) for _, _, candidate, of_post in enough]


def _weight(found: Found, words: Sequence[WordQuery], weights: dict[WordQuery, float]) -> float:
    rest = min(weights.values())  # of words that were not looked up
    return sum(weights.get(word, rest) for word, places in zip(words, found, strict=True) if places)


def _partial(candidate: Candidate, found: Found, words: Sequence[WordQuery]) -> PartialMatch:
    missing = tuple(
        " | ".join(term.text for term in word.terms)
        for word, places in zip(words, found, strict=True)
        if not places
    )
    return PartialMatch(candidate.match, missing)
