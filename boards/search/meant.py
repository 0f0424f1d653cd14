"""Finds which words of a query were typed in the wrong layout of the keyboard.

A word that finds something as it stands is what was meant. What else it may be counts only if that
finds something; both are asked under the conditions of the asker, so that no answer tells of posts
that are closed to them.
"""

import re
from collections.abc import Mapping, Sequence

from boards.search.conditions import AllOf, AnyOf, Condition
from boards.search.engines.base import Span
from boards.search.index_answers import newest
from boards.search.index_query import IndexQuery
from boards.search.keyboard import meant_by
from boards.search.particles import without_doubtful_particle
from boards.search.words import condition_of_word

MAX_WORDS = 6  # of a query that are looked at: each costs two questions of the index or more
MAX_WORD_LENGTH = 40  # characters
# A word by itself, behind the name of a field, or in a list.
_WORD = re.compile(r'[^\s",，、/:：]+')


def words_meant(index_query: IndexQuery) -> dict[str, str]:
    """Return what was meant, by the word that was typed in the wrong layout; mostly empty."""
    query, required = index_query.query, index_query.required
    plain = [term.text for term in query.wanted if not term.is_phrase]
    words = [word for word in plain if len(word) <= MAX_WORD_LENGTH]
    ways = {word: others for word in words if (others := meant_by(word))}
    meant: dict[str, str] = {}
    for word in list(ways)[:MAX_WORDS]:
        if finds_something(word, required, span=index_query.span):
            continue
        for way in ways[word]:
            if finds_something(way, required, span=index_query.span):
                meant[word] = way
                break
    return meant


def with_words(typed: str, meant: Mapping[str, str]) -> str:
    """Return what was typed with other words in the place of some."""
    return _WORD.sub(lambda match: meant.get(match[0], match[0]), typed)


def finds_something(word: str, required: Sequence[Condition], *, span: Span = Span()) -> bool:  # noqa: B008
    """Say whether there is a post with this word, or with it less what may be a particle.

    Args:
        required: what must hold besides: that the asker may read it, at least.
        span: the period.
    """
    ways = dict.fromkeys([word, without_doubtful_particle(word)])
    conditions = tuple(condition for way in ways if (condition := condition_of_word(way)))
    if not conditions:
        return False
    asked = AllOf((AnyOf(conditions), *required))
    return bool(newest(asked, limit=1, span=span))
