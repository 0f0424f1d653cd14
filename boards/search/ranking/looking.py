"""Looks whether a text really holds the words that the index found a post by.

The forms of a verb are looked for by their first syllables, which other words begin with too. Only
the texts of few posts are read, so this is for what is added where little was found.
"""

from collections.abc import Sequence

from boards.search.index.engines.base import Match
from boards.search.language.places import Place
from boards.search.ranking.candidates import candidates_of
from boards.search.ranking.evidence import Evidence
from boards.search.ranking.highlighting import Wording
from boards.search.ranking.weighing import found_in_texts_of
from boards.search.ranking.worth import Candidate, Found

MAX_LOOKED_AT = 100  # posts
MAX_TEXT_LENGTH = 10_000  # characters of each


def looked_at(
    matches: Sequence[Match], wordings: Sequence[Wording]
) -> list[tuple[Candidate, Found]]:
    """Return the first of the posts, each with what its texts really hold of each word."""
    candidates = candidates_of(matches[:MAX_LOOKED_AT])
    found = found_in_texts_of(candidates, wordings, max_length=MAX_TEXT_LENGTH)
    return [(each, [_likely(of_word) for of_word in found[each.post_id]]) for each in candidates]


def _likely(found: dict[Place, Evidence]) -> dict[Place, Evidence]:
    return {place: evidence for place, evidence in found.items() if evidence is not Evidence.CHANCE}
