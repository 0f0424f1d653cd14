"""Puts what was found into the order of its worth.

A word in the title counts most, then one of the tags, then the text; each by how surely it stands
there as a word (`evidence`). Recency follows. It is done here and not in the databases, whose own
ranks differ.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import accumulate
from typing import NamedTuple

from boards.search.index.engines.base import Match
from boards.search.language.places import Place
from boards.search.ranking.evidence import Evidence
from boards.search.ranking.highlighting import Wording
from boards.search.tokens import tokenizer

_WORTH_OF_PLACE = {Place.TITLE: 3.0, Place.TAGS: 2.0, Place.TEXT: 1.0, Place.COMMENTS: 0.5}
_WORTH_OF_EVIDENCE = {
    Evidence.WHOLE: 1.0,
    Evidence.DOUBTFUL: 0.8,
    Evidence.PART: 0.75,
    Evidence.INSIDE: 0.5,
    Evidence.ACROSS: 0.5,
    Evidence.CHANCE: 0.0,
}
RECENT, TALKED_OF = 1.5, 0.3
HALF_LIFE = 365.0  # days in which recency loses half of its worth
MUCH_TALK = 20  # comments


class Candidate(NamedTuple):
    """A post that was found; `key` is its place in the order of lists."""

    post_id: int
    key: int
    title: str
    posted_at: datetime
    comments: int

    @property
    def match(self) -> Match:
        """Where it stands in the index."""
        return Match(self.key, self.post_id)


_BETWEEN_TITLES = "\n" * 4

# For each word of a query, where it was found and how surely.
Found = list[dict[Place, Evidence]]


def find_in_titles(
    candidates: Sequence[Candidate], wordings: Sequence[Wording]
) -> dict[int, Found]:
    """Look for the words of a query in the titles alone, by post.

    `wordings` has one entry for each word or phrase of the query.
    """
    holding = _holding_any([each.title for each in candidates], wordings)
    return {
        each.post_id: find_in({Place.TITLE: each.title}, wordings)
        if holds
        else [{} for _ in wordings]
        for each, holds in zip(candidates, holding, strict=True)
    }


def is_settled(found: Found) -> bool:
    """Tell whether the texts of a post cannot change its worth, nor show a word to be by chance.

    They cannot where each word surely stands in the title: nothing counts more.
    """
    return all(Place.TITLE in words and words[Place.TITLE] >= Evidence.PART for words in found)


def in_order_of_worth(
    candidates: Iterable[Candidate], in_titles: Mapping[int, Found], *, now: datetime
) -> list[Candidate]:
    """Return the candidates by their titles, the best first; of equals the newer first."""
    return sorted_by_worth(((each, in_titles[each.post_id]) for each in candidates), now=now)


def without_chance(
    found: list[tuple[Candidate, Found]], wordings: Sequence[Wording], *, now: datetime
) -> list[Candidate]:
    """Return the candidates, the best first, without those that hold a word by chance only.

    They stay when no other candidate holds that word, unless it is one of leading consonants.
    """
    for number, wording in enumerate(wordings):
        likely = [pair for pair in found if not _is_by_chance(pair[1][number])]
        if wording.consonants:
            # Within one word or to the end of the last, before what only begins another word.
            found = [pair for pair in likely if _is_whole(pair[1][number])] or likely
        elif likely:
            found = likely
    return sorted_by_worth(found, now=now)


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


def _holding_any(titles: list[str], wordings: Sequence[Wording]) -> list[bool]:
    """Tell of each title whether it may hold any of the words; of most titles that it does not.

    They are looked through as one text: to take each by itself took most of the weighing. What
    stands between them is longer than any gap within a word.
    """
    if any(wording.consonants for wording in wordings):
        return [True] * len(titles)
    folded = tokenizer.folded_once(_BETWEEN_TITLES.join(titles))
    lengths = map(len, folded.split(_BETWEEN_TITLES))
    ends = list(accumulate(length + len(_BETWEEN_TITLES) for length in lengths))
    if len(ends) != len(titles):
        return [True] * len(titles)
    holding = [False] * len(titles)
    for wording in [*wordings, *(each.others for each in wordings if each.others)]:
        for start, _ in wording.all_places(folded):
            holding[bisect_right(ends, start)] = True
    return holding


def sorted_by_worth(found: Iterable[tuple[Candidate, Found]], *, now: datetime) -> list[Candidate]:
    """Return the candidates, the best first; of equals the newer first."""
    found = list(found)
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
    if not found:  # as of most titles
        return 0.0
    return max([_WORTH_OF_PLACE[place] * _WORTH_OF_EVIDENCE[found[place]] for place in found])


def _is_whole(found: dict[Place, Evidence]) -> bool:
    return any(evidence > Evidence.ACROSS for evidence in found.values())


def _is_by_chance(found: dict[Place, Evidence]) -> bool:
    """Nothing found at all is no chance: the text was not looked at to its end."""
    return bool(found) and set(found.values()) == {Evidence.CHANCE}
