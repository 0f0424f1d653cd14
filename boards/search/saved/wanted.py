"""What a saved search asks of a post, whoever may read it."""

from boards.search.conditions import AllOf
from boards.search.index_query import Filters, IndexQuery, index_query_for
from boards.search.models import SavedSearch
from boards.search.query_parser import Query, read
from boards.search.rights import Rights
from boards.search.saved.keys import Keys, keys_of
from boards.search.search_field import SearchField

_ANYBODY = Rights(())


def parsed(search: SavedSearch) -> Query:
    """Return the query of a saved search, with the field that was chosen beside it."""
    return read(SearchField(search.field).query_of(search.query))


def index_query_of(search: SavedSearch) -> IndexQuery:
    """Return what the index would be asked, without the rights of the member.

    Who may read a post is asked when it is shown: that may change after it was found.
    """
    filters = Filters(board=search.board)
    return index_query_for(search.member, parsed(search), filters=filters, rights=_ANYBODY)


def keys_of_search(search: SavedSearch) -> Keys | None:
    """Return the keys by which new posts ask for a search; None where it has none."""
    return keys_of(AllOf(index_query_of(search).wanted))


def is_alike_for_all(index_query: IndexQuery) -> bool:
    """Tell whether a query finds the same for every member, so that it need be read only once."""
    return not index_query.query.filters
