"""What a saved search asks of a post, whoever may read it."""

from boards.search.index.conditions import AllOf
from boards.search.language.query_parser import Query, read
from boards.search.language.search_field import SearchField
from boards.search.models import SavedSearch
from boards.search.querying.index_query import Filters, IndexQuery, index_query_for
from boards.search.querying.rights import Rights
from boards.search.saved.stored import StoredCondition

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


def stored_condition_of(search: SavedSearch) -> StoredCondition:
    """Return what is stored of a search, as its member may ask for it now."""
    index_query = index_query_of(search)
    return StoredCondition(AllOf(index_query.wanted), index_query.span)
