"""Finds posts that lack some of the words, where hardly any has all of them.

A sentence that was pasted, or remembered in other words, is found by what it shares with a text. A
post must have half of the words that any post has. It counts how many they are and how rare: a word
is the rarer the fewer posts hold it, as far as they are counted. Words that tell nothing of what is
asked about (`light_words`) count for nothing, unless there are no others.

What this costs is bounded: one look into the index for each of at most MAX_WORDS words, and the
texts of the likeliest posts, which tell what each of them really lacks.
"""

from collections import defaultdict
from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from math import ceil, log

from boards.search.index.conditions import AllOf
from boards.search.index.engines.base import Match
from boards.search.index.index_answers import newest
from boards.search.language.places import Place
from boards.search.querying.index_query import IndexQuery, WordQuery
from boards.search.querying.widening import widened_condition, widened_wordings
from boards.search.ranking.evidence import Evidence
from boards.search.ranking.looking import MAX_LOOKED_AT, looked_at
from boards.search.ranking.worth import Candidate, worth_of

MAX_WORDS = 10  # of a query: the longest, which are the rarest most of the time
MANY_WORDS = 6  # from so many on, hardly any post has all
MAX_OF_WORD = 500  # posts that are counted for one word: it is frequent when there are more
# Of the weight that the best post has, what another must have to be shown beside it.
LEAST_SHARE = 0.75
IN_TITLE = 1.25  # times the weight, of a word in the title or in a tag
TELLING_OF_TITLE = 3  # words that tell, from which on the title says more than the text
TITLED = {Place.TITLE, Place.TAGS}
PAIR = 2  # words
LIGHT = 0.25  # of its weight, that a word has which tells nothing


@dataclass(frozen=True)
class PartialMatch:
    """A post that lacks some of the words, which stand here as they were typed."""

    match: Match
    missing: tuple[str, ...]


@dataclass(frozen=True)
class _Held:
    """What a post really holds of each word."""

    candidate: Candidate
    found: dict[WordQuery, dict[Place, Evidence]]

    @property
    def had(self) -> Set[WordQuery]:
        return {word for word, places in self.found.items() if places}

    @property
    def titled(self) -> Set[WordQuery]:
        """The words that stand in the title or as a tag."""
        return {word for word, places in self.found.items() if places.keys() & TITLED}


@dataclass(frozen=True)
class Needed:
    """What a post must have: so many of the words that tell, or so many of all and one that tells.

    Attributes:
        telling: the words that tell what is asked about.
        weights: of those that were looked up.
        share: of the weight of the best post.
    """

    telling: Set[WordQuery]
    weights: dict[WordQuery, float]
    least: int
    least_telling: int
    share: float

    def are_enough(self, post: _Held) -> bool:
        """Tell whether a post has words enough."""
        telling = len(post.had & self.telling)
        return telling >= self.least_telling or (telling > 0 and len(post.had) >= self.least)

    def weight(self, post: _Held) -> float:
        """Return the weight of the words of a post; those of its title and tags count more."""
        rest = min(self.weights.values())  # of words that were not looked up
        titled = post.titled if len(self.telling) >= TELLING_OF_TITLE else frozenset()
        return sum(
            self.weights.get(word, rest) * (IN_TITLE if word in titled else 1) for word in post.had
        )


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
    telling = _telling(words)
    looked_up = _longest(words)
    held = _posts_with(looked_up, index_query)
    weights = {
        word: log(2 * MAX_OF_WORD / (len(posts) + 1)) * (1 if word in telling else LIGHT)
        for word, posts in zip(looked_up, held, strict=True)
    }
    likeliest = _likeliest(held, list(weights.values()))
    known = [word for word, posts in zip(looked_up, held, strict=True) if posts]
    if lacking:
        least, share = len(words) - lacking, 0.0
        least_telling = min(len(telling), least)
    else:
        least, share = _least(len(known), len(words)), LEAST_SHARE
        least_telling = min(least, _least(len(telling.intersection(known)), len(telling) + 1))
    needed = Needed(telling, weights, least, least_telling, share)
    return _really_there(likeliest, words, needed, index_query, now)


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


def _telling(words: list[WordQuery]) -> set[WordQuery]:
    """Return the words that tell what is asked about; two words are no question, and both do."""
    telling = {word for word in words if not word.is_light}
    return telling if telling and len(words) > PAIR else set(words)


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
    needed: Needed,
    index_query: IndexQuery,
    now: datetime,
) -> list[PartialMatch]:
    wordings = widened_wordings(index_query.query, [word.terms for word in words])
    posts = [
        _Held(candidate, dict(zip(words, of_post, strict=True)))
        for candidate, of_post in looked_at(matches, wordings)
    ]
    lacking = [post for post in posts if not all(post.found.values())]
    enough = [post for post in lacking if needed.are_enough(post)]
    best = max((needed.weight(post) for post in enough), default=0.0)
    kept = [post for post in enough if needed.weight(post) >= needed.share * best]

    def worth(post: _Held) -> tuple[float, float, int]:
        found = list(post.found.values())
        return needed.weight(post), worth_of(post.candidate, found, now), post.candidate.key

    return [_partial(post) for post in sorted(kept, key=worth, reverse=True)]


def _partial(post: _Held) -> PartialMatch:
    missing = tuple(
        " | ".join(term.text for term in word.terms)
        for word, places in post.found.items()
        if not places
    )
    return PartialMatch(post.candidate.match, missing)
