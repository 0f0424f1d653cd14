"""A member's recent searches."""

import structlog
from django.http import HttpRequest

from boards.counters.readers import is_reading
from boards.members.characters import is_longer_than
from boards.members.models import Member
from boards.search.models import MAX_RECENT_LENGTH, RecentSearch
from boards.search.querying.finding import Results
from boards.search.querying.search_params import SearchParams
from boards.search.remembering.actions.remember_search import KEPT, remember_search

logger = structlog.get_logger(__name__)


def recent_searches(member: Member) -> list[RecentSearch]:
    """Return what the member looked for, the latest first."""
    rows = RecentSearch.objects.filter(member=member)
    return list(rows.order_by("-searched_at", "-pk")[:KEPT])


def note_recent_search(request: HttpRequest, params: SearchParams, found: Results) -> None:
    """Keep the query of a member who looks at its first page; never raises."""
    member, query = request.user, found.query.text
    if not isinstance(member, Member) or not params.is_first_page or found.asks_nothing:
        return
    if is_longer_than(query, MAX_RECENT_LENGTH) or not is_reading(request):
        return
    try:
        remember_search(member=member, query=query)
    except Exception:
        # What was found is worth more than that it is remembered.
        logger.exception("search_not_remembered")
