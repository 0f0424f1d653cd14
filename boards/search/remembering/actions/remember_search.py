"""Keep what a member looked for, for the member alone."""

from django.db import connection, transaction
from django.db.models import BigAutoField, QuerySet
from django.utils import timezone

from boards.db.prepared import Param, prepared
from boards.members.folding import key_of
from boards.members.models import Member
from boards.search.models import RecentSearch

KEPT = 20
# Written here, since Django takes five times as long to write it as the database to do it.
_REMEMBER = f"""
INSERT INTO {RecentSearch._meta.db_table} (member_id, query, key, searched_at)
VALUES (%s, %s, %s, %s)
ON CONFLICT (member_id, key) DO UPDATE
SET query = excluded.query, searched_at = excluded.searched_at
"""  # noqa: S608


@transaction.atomic
def remember_search(*, member: Member, query: str) -> None:
    """Put a query on top of the member's recent ones; the oldest beyond twenty go.

    In one statement, so that two tabs may send the same query at once.
    """
    now = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER, (member.pk, query, key_of(query), now))
    if beyond := _beyond().fetch(member=member.pk):
        RecentSearch.objects.filter(pk__in=beyond).delete()


@prepared
def _beyond() -> "QuerySet[RecentSearch, int]":
    rows = RecentSearch.objects.filter(member=Param("member", BigAutoField()))
    return rows.order_by("-searched_at", "-pk").values_list("pk", flat=True)[KEPT:]
