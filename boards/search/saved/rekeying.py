"""Finds the keys of saved searches anew, when what a query is read as has changed."""

from django.db import transaction
from django_tasks import task

from boards.search.models import SavedSearch, SavedSearchKey
from boards.search.saved.keys import numbers_of
from boards.search.saved.wanted import keys_of_search
from boards.search.synonyms import loading_synonyms_once

BATCH = 200  # saved searches of one transaction


@task()
def find_keys_in_background() -> None:
    """Find the keys of all saved searches: other names, or a tag that is gone, make others."""
    find_keys_of_all()


@loading_synonyms_once
def find_keys_of_all() -> int:
    """Find the keys of all saved searches; return how many searches got others."""
    changed, last = 0, 0
    while batch := _next(last):
        changed += sum(map(_find_keys, batch))
        last = batch[-1].pk
    return changed


def store_keys(search: SavedSearch, tokens: frozenset[str]) -> None:
    """Store the keys of a search in place of those it has; call it inside a transaction."""
    SavedSearchKey.objects.filter(saved_search=search).delete()
    keys = [SavedSearchKey(saved_search=search, key=number) for number in numbers_of(tokens)]
    SavedSearchKey.objects.bulk_create(keys)


def _next(last: int) -> list[SavedSearch]:
    searches = SavedSearch.objects.filter(pk__gt=last).select_related("member", "board")
    return list(searches.order_by("pk")[:BATCH])


@transaction.atomic
def _find_keys(search: SavedSearch) -> bool:
    if not SavedSearch.objects.select_for_update(no_key=True).filter(pk=search.pk).exists():
        return False
    keys = keys_of_search(search)
    tokens = keys.tokens if keys else frozenset[str]()
    known = SavedSearchKey.objects.filter(saved_search=search).values_list("key", flat=True)
    if set(known) == numbers_of(tokens):
        return False
    store_keys(search, tokens)
    return True
