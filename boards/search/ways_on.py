"""Offers the same search without what narrowed it, where that led to little or nothing."""

from dataclasses import dataclass

from boards.members.characters import beginning_of
from boards.search.hint_sentences import MAX_PART_LENGTH
from boards.search.query_parser import Hint, value_of_part, ways_without_fields
from boards.search.search import Results
from boards.search.search_params import Place, SearchParams

MAX_WAYS = 4
_OF_FIELDS = {
    Hint.EMPTY_FIELD, Hint.UNKNOWN_BOARD, Hint.UNKNOWN_CATEGORY, Hint.UNKNOWN_TAG,
    Hint.UNKNOWN_DATE, Hint.UNKNOWN_PLACE,
}  # fmt: skip


@dataclass(frozen=True)
class WayOn:
    """A search without one part of the query; of a query of nothing else, its words remain.

    `part` is what is left out, and `words` are those that are searched for instead of it, or empty.
    """

    part: str
    words: str
    url: str


def ways_on(params: SearchParams, found: Results) -> list[WayOn]:
    """Return a way on for each part that was not read as meant, or, where nothing is found, for all.

    What stands here depends on what was typed alone, and so tells of no post.
    """
    unread = {value for hint, value in found.query.hints if hint in _OF_FIELDS}
    ways = [
        _way(params, part, rest)
        for part, rest in ways_without_fields(params.typed)
        if not found.results or value_of_part(part) in unread
    ]
    if not found.results and not found.asks_nothing and params.place is not Place.EVERYWHERE:
        url = params.first_page_with(place=Place.EVERYWHERE).url()
        ways.insert(0, WayOn("", _shortened(params.typed), url))
    return ways[:MAX_WAYS]


def _way(params: SearchParams, part: str, rest: str) -> WayOn:
    url = params.first_page_with(typed=rest).url()
    words = rest if rest in part else ""
    return WayOn(_shortened(part), _shortened(words), url)


def _shortened(text: str) -> str:
    return beginning_of(text, MAX_PART_LENGTH)
