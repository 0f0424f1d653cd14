"""Finds which words of a query were typed in the wrong layout of the keyboard.

A word that finds something as it stands is what was meant. What else it may be counts only if that
finds something; both are asked under the conditions of the asker, so that no answer tells of posts
that are closed to them.
"""

import re
from collections.abc import Mapping

from boards.members.viewers import Viewer
from boards.search.conditions import AllOf, AnyOf, Condition
from boards.search.engines import current_engine
from boards.search.keyboard import meant_by
from boards.search.particles import without_doubtful_particle
from boards.search.query_parser import Query
from boards.search.rights import readable_by
from boards.search.words import condition_of_word

MAX_WORDS = 6  # of a query that are looked at: each costs two questions of the index or more
MAX_WORD_LENGTH = 40  # characters
_WORD = re.compile(r'[^\s"]+')


def words_meant(viewer: Viewer | None, query: Query) -> dict[str, str]:
    """Return what was meant, by the word that was typed in the wrong layout; mostly empty."""
    plain = [term.text for term in query.wanted if not term.is_phrase]
    words = [word for word in plain if len(word) <= MAX_WORD_LENGTH]
    ways = {word: others for word in words if (others := meant_by(word))}
    meant: dict[str, str] = {}
    readable = readable_by(viewer) if ways else []
    for word in list(ways)[:MAX_WORDS]:
        if finds_something(word, readable):
            continue
        found = next((way for way in ways[word] if finds_something(way, readable)), None)
        if found is not None:
            meant[word] = found
    return meant


def with_words(typed: str, meant: Mapping[str, str]) -> str:
    """Return what was typed with other words in the place of some."""
    return _WORD.sub(lambda match: meant.get(match[0], match[0]), typed)


def finds_something(word: str, readable: list[Condition]) -> bool:
    """Say whether there is a post with this word, or with it less what may be a particle.

    Args:
        readable: what must hold for a post that the asker may read.
    """
    ways = dict.fromkeys([word, without_doubtful_particle(word)])
    conditions = tuple(condition for way in ways if (condition := condition_of_word(way)))
    if not conditions:
        return False
    asked = AllOf((AnyOf(conditions), *readable))
    return bool(current_engine().newest(asked, limit=1))
