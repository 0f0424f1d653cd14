"""Loads what a post that was found is ordered by."""

from collections.abc import Iterable

from boards.search.index.documents import moment_of
from boards.search.index.engines.base import Match
from boards.search.index.loading import titles_of
from boards.search.ranking.worth import Candidate


def candidates_of(matches: Iterable[Match]) -> list[Candidate]:
    """Return the posts of the matches with their titles, times and numbers of comments."""
    keys = {match.post_id: match.key for match in matches}
    return [
        Candidate(post_id, keys[post_id], title, moment_of(keys[post_id]), comments)
        for post_id, title, comments in titles_of(keys)
    ]
