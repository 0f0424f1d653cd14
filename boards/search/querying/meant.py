"""Finds which words of a query were typed in the wrong layout of the keyboard, or the other script.

A word that finds something as it stands is what was meant. What else it may be counts only if that
finds something; both are asked under the conditions of the asker, so that no answer tells of posts
that are closed to them.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import chain

from boards.search.index.conditions import AllOf, AnyOf, Condition
from boards.search.index.engines.base import Span
from boards.search.index.index_answers import newest
from boards.search.index.words import condition_of_phrase, condition_of_word, is_consonants
from boards.search.language.query_parser import Term
from boards.search.querying.index_query import IndexQuery
from boards.search.synonyms.lookup import conditions_of_names, synonyms_for
from boards.search.tokens.keyboard import meant_by
from boards.search.tokens.particles import without_doubtful_particle
from boards.search.tokens.sounds import may_be_loanword
from boards.search.tokens.spellings import Spelling, spellings_of
from boards.search.tokens.tokenizer import folded
from boards.search.vocabulary.sounding import sounding_like

MAX_WORDS = 6  # of a query that are looked at: each costs two questions of the index or more
MAX_WORD_LENGTH = 40  # characters
EVER = Span()
_LONE_LETTER = re.compile("[ㄱ-ㅣ]")
# A word by itself, behind the name of a field, or in a list.
_WORD = re.compile(r'[^\s",，、/:：]+')


def words_meant(index_query: IndexQuery) -> dict[str, str]:
    """Return what was meant, by the word that was typed otherwise; mostly empty."""
    query, required, span = index_query.query, index_query.required, index_query.span
    plain = [term.text for term in query.wanted if not term.is_phrase]
    words = [word for word in plain if len(word) <= MAX_WORD_LENGTH]
    unknown = [
        word
        for word in list(dict.fromkeys(words))[:MAX_WORDS]
        # Titles that have leading consonants by chance were left out already.
        if is_consonants(word) or not finds_something(word, required, span=span)
    ]
    in_other_layout = {word: ways for word in unknown if (ways := meant_by(word))}
    # Words that are found together by another name alone: ㅎㄱㄷ두 ㅊㅁㄱㅇ, green card, 영주권.
    together = {
        word: ways[0]
        for word, ways in in_other_layout.items()
        if word.isascii() or _LONE_LETTER.search(word)
    }
    if len(together) > 1 and _find_something_together(together, index_query):
        return together
    meant: dict[str, str] = {}
    heard = {word: [word, *_surely_in_other_layout(word, in_other_layout)] for word in unknown}
    listened_to = filter(may_be_loanword, map(folded, chain.from_iterable(heard.values())))
    alike = sounding_like(
        each for each in listened_to if not _is_spelt_otherwise(each, index_query)
    )
    for word in unknown:
        others = chain.from_iterable(alike.get(folded(way), ()) for way in heard[word])
        for way in [*in_other_layout.get(word, ()), *others]:
            if finds_something(way, required, span=span, by_other_names=True):
                meant[word] = way
                break
    return meant


def _is_spelt_otherwise(word: str, index_query: IndexQuery) -> bool:
    """Tell whether there is a post with a spelling that is nearer than any that sounds alike."""
    spelt = map(condition_of_phrase, spellings_of(word, Spelling.LIKELY))
    ways = tuple(way for way in spelt if way)
    if not ways:
        return False
    asked = AllOf((AnyOf(ways), *index_query.required))
    return bool(newest(asked, limit=1, span=index_query.span))


def _surely_in_other_layout(word: str, ways: Mapping[str, list[str]]) -> list[str]:
    """Return what a word is in the other layout if it is nothing in its own: 챈ㅅ채, costco."""
    return ways.get(word, []) if _LONE_LETTER.search(word) else []


def _find_something_together(meant: Mapping[str, str], index_query: IndexQuery) -> bool:
    query = index_query.query
    groups = [
        [replace(term, text=meant.get(term.text, term.text)) for term in group]
        for group in query.groups
    ]
    asked = index_query.read_as(replace(query, groups=groups, hints=[]))
    return bool(newest(asked.condition, limit=1, span=asked.span))


def with_words(typed: str, meant: Mapping[str, str]) -> str:
    """Return what was typed with other words in the place of some."""
    return _WORD.sub(lambda match: meant.get(match[0], match[0]), typed)


def finds_something(
    word: str,
    required: Sequence[Condition],
    *,
    span: Span = EVER,
    by_other_names: bool = False,
) -> bool:
    """Say whether there is a post with this word, or with it less what may be a particle.

    Args:
        required: what must hold besides: that the asker may read it, at least.
        span: the period.
        by_other_names: whether a post with a synonym counts as well.
    """
    ways = dict.fromkeys([word, without_doubtful_particle(word)])
    conditions = [condition for way in ways if (condition := condition_of_word(way))]
    if by_other_names:
        conditions += conditions_of_names(synonyms_for([[Term(word)]])[0])
    if not conditions:
        return False
    asked = AllOf((AnyOf(tuple(conditions)), *required))
    return bool(newest(asked, limit=1, span=span))
