"""Compares what is stored with what it is made from, while others write."""

from collections.abc import Callable

from django.db import transaction


def differing_twice(differing: Callable[[list[int]], list[int]], ids: list[int]) -> list[int]:
    """Return the ids that `differing` returns of some, and returns again when asked of these."""
    # In one transaction, so that SQLite sees one state of both; a write on PostgreSQL meanwhile
    # may show as a difference, which a second look clears.
    with transaction.atomic():
        found = differing(ids)
    with transaction.atomic():
        return differing(found) if found else []
