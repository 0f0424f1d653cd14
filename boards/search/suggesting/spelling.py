"""Suggests another spelling for words that find little or nothing: 혹시 세금?

A suggestion is shown only if the index finds something by it for the asker at this moment, so that
a word of a post that was just hidden is never one.
"""

from collections.abc import Mapping

from django.db.models import Q

from boards.members.viewers import Viewer
from boards.search.index.index_answers import newest
from boards.search.language.query_parser import Query, read
from boards.search.models import VocabularyWord
from boards.search.querying.index_query import Filters, index_query_for
from boards.search.querying.meant import finds_something, with_words
from boards.search.querying.rights import rights_of
from boards.search.tokens import tokenizer
from boards.search.tokens.keyboard import letters_of
from boards.search.tokens.particles import without_doubtful_particle, without_particle
from boards.search.tokens.tokenizer import RunKind
from boards.search.vocabulary.spelling import distance, keys_near, mistakes_in
from boards.search.vocabulary.written import written_forms

FEW = 3  # posts: from so many on, nothing is suggested
MAX_WORDS = 4  # of a query that are looked at
MAX_NEAR = 3_000  # words that are compared with one
MAX_TRIED = 3  # suggestions that are searched for until one finds something
FAR_MORE = 10  # posts that a word must be in, to be suggested for one that is found


def suggestion_for(
    viewer: Viewer | None, typed: str, *, found: int, filters: Filters
) -> Mapping[str, str]:
    """Return what may have been meant, by the word that was typed; mostly empty.

    Args:
        typed: the query, as it was searched for.
        found: how many posts it found.
    """
    near = _near_words(read(typed), min_posts=FAR_MORE if found else 1) if found < FEW else {}
    if not near:
        return {}
    rights = rights_of(viewer)
    ways = {
        word: written_forms(others, rights.conditions)
        for word, others in near.items()
        if found or not finds_something(word, rights.conditions)
    }
    for number in range(max(map(len, ways.values()), default=0)):
        chosen = {word: others[min(number, len(others) - 1)] for word, others in ways.items()}
        instead = read(with_words(typed, chosen))
        asked = index_query_for(viewer, instead, filters=filters, rights=rights)
        if newest(asked.condition, limit=found + 1, span=asked.span)[found:]:
            return chosen
    return {}


def _near_words(query: Query, *, min_posts: int) -> dict[str, list[str]]:
    """Return the words near each word of a query; none for those that have none."""
    plain = [term.text for term in query.wanted if not term.is_phrase]
    words = [word for word in plain if mistakes_in(len(_letters_of(word)))][:MAX_WORDS]
    near = {word: _near_with_ending(word, min_posts=min_posts) for word in words}
    return {word: others for word, others in near.items() if others}


def _near_with_ending(word: str, *, min_posts: int) -> list[str]:
    """Return the words near a word, or near what is left of it without an ending: 헛갈리다."""
    plain = _plain(word)
    bare = without_doubtful_particle(plain)
    near = _near(plain, min_posts=min_posts)
    return near or (_near(bare, min_posts=min_posts) if bare != plain else [])


def _near(plain: str, *, min_posts: int) -> list[str]:
    """Return the words nearest to one and other than it, of equals the most frequent first.

    At most `MAX_TRIED`; only the `MAX_NEAR` most frequent are compared.
    """
    letters = letters_of(plain)
    keys_1, keys_2, keys_3 = keys_near(plain)
    near = Q(key_1__in=keys_1) | Q(key_2__in=keys_2) | Q(key_3__in=keys_3)
    known = VocabularyWord.objects.filter(near, posts__gte=min_posts).exclude(word=plain)
    ways = []
    for other, posts in known.order_by("-posts", "pk").values_list("word", "posts")[:MAX_NEAR]:
        letters_of_other = letters_of(other)
        most = min(mistakes_in(len(letters)), mistakes_in(len(letters_of_other)))
        steps = distance(letters, letters_of_other, most=most)
        if steps <= most:
            ways.append((steps, -posts, other))
    return [other for _steps, _posts, other in sorted(ways)[:MAX_TRIED]]


def _plain(word: str) -> str:
    return without_particle(tokenizer.folded(word))


def _letters_of(word: str) -> str:
    """Return the letters of a word that may be misspelt; empty for numbers and signs."""
    runs = list(tokenizer.runs(word))
    kinds = {run.kind for run in runs}
    is_hangul = kinds <= {RunKind.HANGUL, RunKind.LETTERS} and RunKind.HANGUL in kinds
    is_latin = len(runs) == 1 and runs[0].text.isascii() and runs[0].text.isalpha()
    return letters_of(_plain(word)) if is_hangul or is_latin else ""
