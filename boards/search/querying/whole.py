"""All posts that a search finds, for whoever does something to all of them.

A page of results may add posts with other forms of the words, with some of them, or with others
that were meant. None of these is here: what is done to thousands of posts is done to those that
have what was typed.
"""

from django.utils import timezone

from boards.members.viewers import Viewer
from boards.search.index.index_answers import newest
from boards.search.language.query_parser import Field, read
from boards.search.querying.index_query import index_query_for
from boards.search.querying.search_params import SearchParams
from boards.search.synonyms.lookup import loading_synonyms_once


@loading_synonyms_once
def whole_of(viewer: Viewer, params: SearchParams, *, limit: int) -> list[int]:
    """Return the ids of the newest posts with all that was typed, which the viewer may find."""
    filters = params.filters(timezone.now())
    index_query = index_query_for(viewer, read(params.query), filters=filters)
    if index_query.asks_nothing:
        return []
    matches = newest(index_query.condition, limit=limit, span=index_query.span)
    return [match.post_id for match in matches]


def names_author(params: SearchParams) -> bool:
    """Say whether a search names somebody whose posts it finds."""
    return any(wanted.field is Field.AUTHOR for wanted in read(params.query).filters)
