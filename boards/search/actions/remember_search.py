"""Keep what a member looked for, for the member alone."""

from django.db import transaction
from django.utils import timezone

from boards.members.models import Member
from boards.search.models import RecentSearch

KEPT = 20


@transaction.atomic
def remember_search(*, member: Member, query: str) -> None:
    """Put a query on top of the member's recent ones; the oldest beyond twenty go.

    In one statement, so that two tabs may send the same query at once.
    """
    RecentSearch.objects.bulk_create(
        [RecentSearch(member=member, query=query, searched_at=timezone.now())],
        update_conflicts=True,
        unique_fields=["member", "key"],
        update_fields=["query", "searched_at"],
    )
    rows = RecentSearch.objects.filter(member=member).order_by("-searched_at", "-pk")
    if beyond := list(rows.values_list("pk", flat=True)[KEPT:]):
        RecentSearch.objects.filter(pk__in=beyond).delete()
