"""Looks further, step by step, where few posts have the words of a query as they were typed.

First come the posts that have them, then those that have them in other forms, then those that lack
some. Which steps are taken depends on the query, the filters and the asker alone, so that every
page of a search is of the same list.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from functools import partial

from django.utils import timezone

from boards.search.index.conditions import AllOf
from boards.search.index.engines.base import Match
from boards.search.index.index_answers import newest
from boards.search.language.query_parser import Hint, Query, Term
from boards.search.querying.fewer_words import with_fewer_words
from boards.search.querying.index_query import IndexQuery, WordQuery
from boards.search.querying.meant import finds_something
from boards.search.querying.splitting import MAX_SPLIT_WORDS, with_compounds_split
from boards.search.querying.widening import (
    has_names_by_verbs,
    is_widened,
    widened_condition,
    widened_wordings,
)
from boards.search.ranking.candidates import candidates_of
from boards.search.ranking.highlighting import wordings_of
from boards.search.ranking.looking import MAX_LOOKED_AT, looked_at
from boards.search.ranking.weighing import weighed
from boards.search.ranking.worth import sorted_by_worth
from boards.search.tokens.amounts import amount_of_word
from boards.search.tokens.particles import without_doubtful_particle
from boards.search.tokens.spellings import Spelling
from boards.search.tokens.tokenizer import folded

FEW = 10  # posts: with fewer, those that have the words in other forms are added
# With fewer posts than this, those that lack one of so many words are added.
HARDLY_ANY, MANY_WORDS = 3, 4
MAX_RESPELT_WORDS = 4  # of a query, each of which is looked for in many spellings
MAX_SPLIT = 500  # posts that are found by the parts of a compound


@dataclass
class Gathered:
    """What was found in all steps, the best first.

    Attributes:
        query: as it was read, with the hints for the asker.
        missing: by the ids of the posts that lack words, which ones.
        spelling: how far from what was typed words were looked for.
    """

    query: Query
    matches: list[Match]
    missing: dict[int, tuple[str, ...]] = field(default_factory=dict)
    spelling: Spelling = Spelling.AS_TYPED


def look_further(index_query: IndexQuery, known: list[Match]) -> Gathered:
    """Add to the few posts that were found.

    Args:
        index_query: what the index was asked.
        known: what was found, in its order.
    """
    query, now = index_query.query, timezone.now()
    gathered = Gathered(query, list(known), spelling=_spelling_for(query, known))
    widened = index_query
    by_verbs = _is_of_many(query)
    if is_widened(query.wanted):
        widened = index_query.read_as(query, partial(widened_condition, by_verbs=by_verbs))
    _add_other_forms(gathered, widened, known, now)
    loosened = _without_endings(query)
    if not gathered.matches and loosened is not None:
        gathered.matches += _newest_in_order(index_query.read_as(loosened), MAX_LOOKED_AT, now)
    # All words of a short query, even if one is cut in two, are better than some of them; of a long
    # one, each of many words would be looked for in many ways.
    is_short = len(widened.words) <= MAX_SPLIT_WORDS
    if not gathered.matches and is_short:
        _split_compounds(gathered, index_query, now)
    if gathered.query is query:
        _add_partial(gathered, widened, known, now)
    if not (gathered.matches or is_short):
        _split_compounds(gathered, index_query, now)
    return gathered


def _is_of_many(query: Query) -> bool:
    """Tell whether verbs are other names: a word alone means what it says, as 수리 not 고치다."""
    return len(query.groups) > 1


def _add_other_forms(
    gathered: Gathered, widened: IndexQuery, known: list[Match], now: datetime
) -> None:
    """Add posts that have the words in other forms; if there are none, by verbs in any case."""
    wanted, by_verbs = gathered.query.wanted, _is_of_many(gathered.query)
    is_wider = is_widened(wanted, gathered.spelling, by_verbs=by_verbs)
    if is_wider and not _is_hopeless(widened, gathered):
        found = _in_other_forms(widened, known, gathered.spelling, now, by_verbs=by_verbs)
        gathered.matches += found
    if not (gathered.matches or by_verbs) and has_names_by_verbs(wanted):
        gathered.matches += _in_other_forms(widened, [], gathered.spelling, now)


def _spelling_for(query: Query, known: list[Match]) -> Spelling:
    """A word that nobody wrote may be spelt in any way; one that somebody did is hardly another."""
    if len(query.groups) > MAX_RESPELT_WORDS:
        return Spelling.AS_TYPED
    return Spelling.SURE if known else Spelling.LIKELY


def _is_hopeless(index_query: IndexQuery, gathered: Gathered) -> bool:
    """Tell whether one of several words is found nowhere, in no form and by no other name."""
    wanted = [term for term in index_query.query.wanted if not term.is_phrase]
    if gathered.spelling is not Spelling.LIKELY or not 1 < len(index_query.query.groups) == len(
        wanted
    ):
        return False
    return any(
        not is_widened(word.terms, gathered.spelling) and not _is_somewhere(word, index_query)
        for word in index_query.words
    )


def _is_somewhere(word: WordQuery, index_query: IndexQuery) -> bool:
    """Ask for the word itself, which this search has done already, and then for its other names."""
    required, span = index_query.required, index_query.span
    if any(finds_something(term.text, required, span=span) for term in word.terms):
        return True
    return bool(newest(AllOf((word.condition, *required)), limit=1, span=span))


def _split_compounds(gathered: Gathered, index_query: IndexQuery, now: datetime) -> None:
    """Look for the parts of a compound that occurs nowhere, and say so where that finds posts."""
    split = with_compounds_split(index_query)
    if split is None:
        return
    matches = _newest_in_order(index_query.read_as(split), MAX_SPLIT, now)
    if not matches:
        matches = _in_other_forms(index_query.read_as(split), [], Spelling.AS_TYPED, now)
    if matches:
        gathered.query, gathered.matches = split, matches


def _in_other_forms(
    index_query: IndexQuery,
    known: list[Match],
    spelling: Spelling,
    now: datetime,
    *,
    by_verbs: bool = True,
) -> list[Match]:
    """Return the posts in whose texts every word stands in one of its forms, the best first."""
    of_term = partial(widened_condition, spelling=spelling, by_verbs=by_verbs)
    widened = index_query.read_as(index_query.query, of_term)
    limit = MAX_LOOKED_AT + len(known)
    matches = newest(widened.condition, limit=limit, span=widened.span)
    terms = [[term for term in word.terms if not term.is_unwanted] for word in widened.words]
    groups = [group for group in terms if group]
    wordings = widened_wordings(widened.query, groups, spelling, by_verbs=by_verbs)
    found = looked_at([match for match in matches if match not in known], wordings)
    sure = [(candidate, words) for candidate, words in found if all(words)]
    return [candidate.match for candidate in sorted_by_worth(sure, now=now)]


def _without_endings(query: Query) -> Query | None:
    """Return the query less what may be particles or endings, as of 고양이; None without any."""
    groups = [[_without_ending(term) for term in group] for group in query.groups]
    return replace(query, groups=groups) if groups != query.groups else None


def _without_ending(term: Term) -> Term:
    # 10프로 is no 10프 with a particle.
    if term.is_phrase or term.is_unwanted or amount_of_word(folded(term.text)):
        return term
    return replace(term, text=without_doubtful_particle(term.text))


def _newest_in_order(index_query: IndexQuery, limit: int, now: datetime) -> list[Match]:
    matches = newest(index_query.condition, limit=limit, span=index_query.span)
    ordered = weighed(candidates_of(matches), wordings_of(index_query.query), now=now)
    return [candidate.match for candidate in ordered]


def _add_partial(
    gathered: Gathered, widened: IndexQuery, known: list[Match], now: datetime
) -> None:
    """Add posts that lack words, and say so."""
    full = {match.post_id for match in [*known, *gathered.matches]}
    count = len(full)
    is_long = len(widened.words) >= MANY_WORDS
    if count and not (is_long and count < HARDLY_ANY):
        return
    lacking = 1 if count else None
    for each in with_fewer_words(widened, lacking=lacking, now=now):
        if each.match.post_id not in full:
            gathered.matches.append(each.match)
            gathered.missing[each.match.post_id] = each.missing
    if gathered.missing:
        gathered.query.hints.append((Hint.SOME_LACK if count else Hint.NOT_ALL, ""))
