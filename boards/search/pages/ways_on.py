"""Offers the same search without what narrowed it, where that led to little or nothing."""

from dataclasses import dataclass

from boards.members.characters import beginning_of
from boards.search.language.query_parser import Hint, value_of_part, ways_without_fields
from boards.search.language.search_field import SearchField
from boards.search.pages.hint_sentences import MAX_PART_LENGTH
from boards.search.querying.finding import Results
from boards.search.querying.search_params import SearchParams

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
    params: SearchParams

    @property
    def url(self) -> str:
        """The path of the search."""
        return self.params.url()


def ways_on(params: SearchParams, found: Results) -> list[WayOn]:
    """Return a way on for each part not read as meant or, where nothing is found, for all parts.

    What stands here depends on what was typed alone, and so tells of no post.
    """
    unread = {value for hint, value in found.query.hints if hint in _OF_FIELDS}
    return [
        _way(params, part, rest)
        for part, rest in ways_without_fields(params.typed)
        if not found.results or value_of_part(part) in unread
    ][:MAX_WAYS]


def in_everything(params: SearchParams) -> SearchParams | None:
    """Return the same search in the whole of posts; None where it is that already."""
    if params.place is SearchField.EVERYWHERE:
        return None
    return params.first_page_with(place=SearchField.EVERYWHERE)


def _way(params: SearchParams, part: str, rest: str) -> WayOn:
    words = rest if rest in part else ""
    return WayOn(_shortened(part), _shortened(words), params.first_page_with(typed=rest))


def _shortened(text: str) -> str:
    return beginning_of(text, MAX_PART_LENGTH)
