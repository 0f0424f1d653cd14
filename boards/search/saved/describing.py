"""Says in words what a saved search looks for."""

from dataclasses import dataclass

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from boards.search.language.places import Place
from boards.search.language.query_parser import Field, Filter, Query, Term
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch
from boards.search.saved.wanted import parsed

_LABELS = {
    Field.BOARD: gettext_lazy("Board"),
    Field.CATEGORY: gettext_lazy("Category"),
    Field.TAG: gettext_lazy("Tag"),
    Field.AUTHOR: gettext_lazy("Author"),
    Field.BEFORE: pgettext_lazy("search", "Before"),
    Field.AFTER: pgettext_lazy("search", "From"),
}


@dataclass(frozen=True)
class Description:
    """What a saved search looks for.

    Attributes:
        title: the name that the member gave it, or else its words, or its filters.
        words: as they are looked for, without the filters; may be empty.
        filters: each thing that narrows the search: `Board: Taxes`, `not Tag: visa`.
    """

    title: str
    words: str
    filters: list[str]


def description_of(search: SavedSearch) -> Description:
    """Return in words what a search looks for; the board of its row is loaded."""
    query = parsed(search)
    words, filters = _words(query), _filters(search, query)
    title = search.name or words or " · ".join(filters) or search.query
    return Description(title, words, filters)


def _filters(search: SavedSearch, query: Query) -> list[str]:
    filters = [_filter(each) for each in query.filters]
    if search.board is not None:
        filters.insert(0, f"{_LABELS[Field.BOARD]}: {search.board.name}")
    for place, field in ((Place.TITLE, SearchField.TITLE), (Place.TEXT, SearchField.BODY)):
        if place in query.places:
            filters.append(gettext("Only in: %(place)s") % {"place": field.label})
    return filters


def _words(query: Query) -> str:
    between = pgettext("between words", "or")
    return " ".join(f" {between} ".join(map(_term, group)) for group in query.groups)


def _term(term: Term) -> str:
    text = f'"{term.text}"' if term.is_phrase else term.text
    return f"-{text}" if term.is_unwanted else text


def _filter(wanted: Filter) -> str:
    said = f"{_LABELS[wanted.field]}: {wanted.value}"
    return gettext("not %(filter)s") % {"filter": said} if wanted.is_unwanted else said
