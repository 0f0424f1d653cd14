"""Puts what was found into the order of its worth.

A word in the title counts most, then one of the tags, then the text; each by how surely it stands
there as a word (`evidence`). Recency follows. It is done here and not in the databases, whose own
ranks differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from boards.search import tokenizer
from boards.search.evidence import Evidence
from boards.search.highlighting import Wording
from boards.search.places import Place

_WORTH_OF_PLACE = {Place.TITLE: 3.0, Place.TAGS: 2.0, Place.TEXT: 1.0, Place.COMMENTS: 0.5}
_WORTH_OF_EVIDENCE = {
    Evidence.WHOLE: 1.0,
    Evidence.DOUBTFUL: 0.8,
    Evidence.PART: 0.75,
    Evidence.INSIDE: 0.5,
    Evidence.CHANCE: 0.0,
}
RECENT, TALKED_OF = 1.5, 0.3
HALF_LIFE = 365.0  # days in which recency loses half of its worth
MUCH_TALK = 20  # comments


@dataclass(frozen=True)
class Candidate:
    """A post that was found; `key` is its place in the order of lists."""

    post_id: int
    key: int
    title: str
    posted_at: datetime
    comments: int


# For each word of a query, where it was found and how surely.
Found = list[dict[Place, Evidence]]


def in_order_of_worth(
    candidates: Iterable[Candidate], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates by their titles, the best first; of equals the newer first.

    `wordings` has one entry for each word or phrase of the query.
    """
    found = [(each, find_in({Place.TITLE: each.title}, wordings)) for each in candidates]
    return _sorted(found, now)


def without_chance(
    found: list[tuple[Candidate, Found]], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates, the best first, without those that hold a word by chance only.

    They stay when no other candidate holds that word, unless it is one of leading consonants.
    """
    for number, wording in enumerate(wordings):
        likely = [pair for pair in found if not _is_by_chance(pair[1][number])]
        found = likely if likely or wording.consonants else found
    return _sorted(found, now)


def find_in(texts: dict[Place, str], wordings: Sequence[Wording]) -> Found:
    """Look for the words of a query in the texts of a post."""
    folded = {place: tokenizer.folded(text) for place, text in texts.items()}
    return [
        {
            place: evidence
            for place, text in folded.items()
            if place in wording.places
            and (evidence := wording.evidence_in(text, is_title=place is Place.TITLE)) is not None
        }
        for wording in wordings
    ]


def _sorted(found: list[tuple[Candidate, Found]], now: datetime) -> list[Candidate]:
    worth = {candidate.key: worth_of(candidate, words, now) for candidate, words in found}
    return sorted(
        (candidate for candidate, _ in found),
        key=lambda candidate: (worth[candidate.key], candidate.key),
        reverse=True,
    )


def worth_of(candidate: Candidate, words: Found, now: datetime) -> float:
    """Return what a post is ordered by: its words, how new it is, and how much it is talked of."""
    age = max(0.0, (now - candidate.posted_at).total_seconds() / 86_400)
    recency = RECENT * 2 ** (-age / HALF_LIFE)
    talk = TALKED_OF * min(candidate.comments, MUCH_TALK) / MUCH_TALK
    match = sum(map(_worth_of_word, words)) / len(words) if words else 0.0
    return match + recency + talk


def _worth_of_word(found: dict[Place, Evidence]) -> float:
    return max(
        (_WORTH_OF_PLACE[place] * _WORTH_OF_EVIDENCE[found[place]] for place in found), default=0.0
    )


def _is_by_chance(found: dict[Place, Evidence]) -> bool:
    """Nothing found at all is no chance: the text was not looked at to its end."""
    return bool(found) and set(found.values()) == {Evidence.CHANCE}
