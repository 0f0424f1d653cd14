"""Finds what is stored of saved searches anew, when what a query is read as has changed."""

from django.db import transaction
from django_tasks import task

from boards.search.language.query_parser import read
from boards.search.models import SavedSearch, SavedSearchKey
from boards.search.saved.keys import keys_of, numbers_of
from boards.search.saved.stored import as_text
from boards.search.saved.wanted import stored_condition_of
from boards.search.synonyms.lookup import loading_synonyms_once

BATCH = 200  # saved searches of one transaction


@task()
def find_keys_in_background() -> None:
    """Find the keys of all saved searches: other names, or a tag that is gone, make others."""
    _find_keys_of_all()


@task()
def look_names_up_in_background() -> None:
    """Look the names in saved searches up anew: a board, a category, a tag or a member has another.

    So a search tells of the posts that it finds when it is opened, and no more of those of whoever
    had the name before.
    """
    _find_keys_of_all(with_names=True)


@loading_synonyms_once
def _find_keys_of_all(*, with_names: bool = False) -> None:
    """Find the keys of every saved search, or of those alone that name something by a field."""
    last = 0
    while batch := _next(last):
        for search in batch:
            if not with_names or read(search.query).filters:
                _find_keys(search)
        last = batch[-1].pk


def store_keys(search: SavedSearch, tokens: frozenset[str]) -> None:
    """Store the keys of a search in place of those it has; call it inside a transaction."""
    SavedSearchKey.objects.filter(saved_search=search).delete()
    keys = [SavedSearchKey(saved_search=search, key=number) for number in numbers_of(tokens)]
    SavedSearchKey.objects.bulk_create(keys)


def _next(last: int) -> list[SavedSearch]:
    searches = SavedSearch.objects.filter(pk__gt=last).select_related("member", "board")
    return list(searches.order_by("pk")[:BATCH])


@transaction.atomic
def _find_keys(search: SavedSearch) -> None:
    if not SavedSearch.objects.select_for_update(no_key=True).filter(pk=search.pk).exists():
        return
    stored = stored_condition_of(search)
    SavedSearch.objects.filter(pk=search.pk).update(condition=as_text(stored))
    keys = keys_of(stored.condition)
    tokens = keys.tokens if keys else frozenset[str]()
    known = SavedSearchKey.objects.filter(saved_search=search).values_list("key", flat=True)
    if set(known) != numbers_of(tokens):
        store_keys(search, tokens)
