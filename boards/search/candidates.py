"""Loads what a post that was found is ordered by."""

from collections.abc import Iterable

from boards.posts.models import Post
from boards.search.engines.base import Match
from boards.search.ranking import Candidate


def candidates_of(matches: Iterable[Match]) -> list[Candidate]:
    """Return the posts of the matches with their titles, times and numbers of comments."""
    keys = {match.post_id: match.key for match in matches}
    found = Post.objects.filter(pk__in=keys).values_list(
        "pk", "title", "posted_at", "counts__comments"
    )
    return [
        Candidate(post_id, keys[post_id], title, posted_at, comments or 0)
        for post_id, title, posted_at, comments in found
    ]
