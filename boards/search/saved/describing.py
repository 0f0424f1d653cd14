"""Says in words what a saved search looks for."""

from django.utils.translation import gettext, gettext_lazy, pgettext, pgettext_lazy

from boards.search.models import SavedSearch
from boards.search.query_parser import Field, Filter, Query, Term, read
from boards.search.search_field import SearchField

_LABELS = {
    Field.BOARD: gettext_lazy("Board"),
    Field.CATEGORY: gettext_lazy("Category"),
    Field.TAG: gettext_lazy("Tag"),
    Field.AUTHOR: gettext_lazy("Author"),
    Field.BEFORE: pgettext_lazy("search", "Before"),
    Field.AFTER: pgettext_lazy("search", "From"),
}


def words_of(search: SavedSearch) -> str:
    """Return the words of a search as they are looked for, without its filters; may be empty."""
    return _words(_read(search))


def title_of(search: SavedSearch) -> str:
    """Return the name that the member gave it, or else what it looks for."""
    return search.name or words_of(search) or " · ".join(filters_of(search)) or search.query


def filters_of(search: SavedSearch) -> list[str]:
    """Return each thing that narrows a search: `Board: Taxes`, `not Tag: visa`.

    The board of the row is loaded.
    """
    query = _read(search)
    filters = [_filter(each) for each in query.filters]
    if search.board is not None:
        filters.insert(0, f"{_LABELS[Field.BOARD]}: {search.board.name}")
    places = {place.value for place in query.places}
    for field, place in ((SearchField.TITLE, "title"), (SearchField.BODY, "text")):
        if place in places:
            filters.append(gettext("Only in: %(place)s") % {"place": field.label})
    return filters


def _read(search: SavedSearch) -> Query:
    return read(SearchField(search.field).query_of(search.query))


def _words(query: Query) -> str:
    between = pgettext("between words", "or")
    return " ".join(f" {between} ".join(map(_term, group)) for group in query.groups)


def _term(term: Term) -> str:
    text = f'"{term.text}"' if term.is_phrase else term.text
    return f"-{text}" if term.is_unwanted else text


def _filter(wanted: Filter) -> str:
    said = f"{_LABELS[wanted.field]}: {wanted.value}"
    return gettext("not %(filter)s") % {"filter": said} if wanted.is_unwanted else said
