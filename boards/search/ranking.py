"""Puts what was found into the order of its worth.

A word in the title counts most, more where it begins a word there; then the recency of the post.
It is done here and not in the databases, whose own ranks differ.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from boards.search import analyser
from boards.search.highlighting import Wording

IN_TITLE, BEGINS_WORD, RECENT, TALKED_OF = 2.0, 1.0, 1.5, 0.3
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


def in_order_of_worth(
    candidates: Iterable[Candidate], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates, the best first; of equals the newer first.

    `wordings` has one entry for each word or phrase of the query.
    """
    return sorted(
        candidates,
        key=lambda candidate: (_worth(candidate, wordings, now), candidate.key),
        reverse=True,
    )


def _worth(candidate: Candidate, wordings: Sequence[Wording], now: datetime) -> float:
    age = max(0.0, (now - candidate.posted_at).total_seconds() / 86_400)
    recency = RECENT * 2 ** (-age / HALF_LIFE)
    talk = TALKED_OF * min(candidate.comments, MUCH_TALK) / MUCH_TALK
    return _match(candidate.title, wordings) + recency + talk


def _match(title: str, wordings: Sequence[Wording]) -> float:
    if not wordings:
        return 0.0
    text = analyser.composed(title)
    return sum(_match_of_one(text, wording) for wording in wordings) / len(wordings)


def _match_of_one(text: str, wording: Wording) -> float:
    places = wording.places_in(text)
    if not places:
        return 0.0
    begins_word = any(start == 0 or not text[start - 1].isalnum() for start, _ in places)
    return IN_TITLE + (BEGINS_WORD if begins_word else 0.0)
