"""Finds, for a post that was just written, the saved searches that have waited for it.

Inside the transaction that writes the post, one statement asks whether any may have; then the rest
is background work. What is stored says nothing of who may read the post: that is asked whenever a
match is shown or counted.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import starmap
from typing import NamedTuple

from django.db import transaction
from django.db.models import BigAutoField, Count, QuerySet
from django.utils import timezone
from django_tasks import task

from boards.db.prepared import ManyKeys, Param, prepared
from boards.search.index.documents import Document, document_of
from boards.search.index.sources import source_of
from boards.search.models import SavedSearch, SavedSearchKey, SavedSearchMatch
from boards.search.saved.holding import TokensOfPost
from boards.search.saved.keys import numbers_of, tokens_of
from boards.search.saved.stored import from_text

BATCH = 5_000  # saved searches that are read at once
ROWS_AT_ONCE = 5_000  # of one statement that writes
MAX_MATCHES = 200  # of one saved search: the latest stay
SURPLUS = 20  # that may gather before they go
KEPT_FOR = timedelta(days=90)
_KEYS, _AFTER = ManyKeys("keys"), Param("after", BigAutoField())


class _Candidate(NamedTuple):
    """A saved search that may find a post."""

    pk: int
    member_id: int
    is_staff: bool
    condition: str


@task()
def match_in_background(post_id: int) -> None:
    """Compare a post with the saved searches that may find it."""
    match_post(post_id)


def match_later(document: Document, *, is_new: bool) -> None:
    """Have a post compared with saved searches if any may find it, or did before it was changed.

    Call it in the transaction that writes the post: one statement, and one more for a change.
    """
    numbers = numbers_of(tokens_of(document))
    may_match = bool(_any_with().fetch(keys=numbers))
    if may_match or (not is_new and _is_matched(document.post_id)):
        match_in_background.enqueue(document.post_id)


def match_post(post_id: int) -> int:
    """Store which saved searches find a post, and take out those that no longer do.

    Returns how many find it. A post that is not published keeps its matches, which nobody sees.
    """
    source = source_of(post_id)
    if source is None:
        return 0
    document = document_of(replace(source, comments=[]))
    author_id = source.author.member_id
    found = {search.pk for search in _finding(document) if search.member_id != author_id}
    _store(post_id, found)
    return len(found)


@transaction.atomic
def prune_matches(*, now: datetime | None = None) -> int:
    """Remove matches that are too old; return how many."""
    since = (now or timezone.now()) - KEPT_FOR
    old = SavedSearchMatch.objects.filter(matched_at__lt=since).order_by("matched_at")
    ids = list(old.values_list("pk", flat=True)[:BATCH])
    return SavedSearchMatch.objects.filter(pk__in=ids).delete()[0] if ids else 0


def _finding(document: Document) -> Iterator[_Candidate]:
    """Yield the saved searches that find a document."""
    tokens = TokensOfPost(document)
    known: dict[str, bool] = {}
    for search in _candidates(document):
        stored = from_text(search.condition)
        if search.condition not in known:
            known[search.condition] = stored.holds(tokens, document)
        if known[search.condition] and stored.may_be_asked_by(
            search.member_id, is_staff=search.is_staff
        ):
            yield search


def _candidates(document: Document) -> Iterator[_Candidate]:
    """Yield the saved searches of active members that have a key among the tokens."""
    numbers = numbers_of(tokens_of(document))
    last = 0
    while True:
        rows = _next_with().fetch(keys=numbers, after=last)
        yield from starmap(_Candidate, rows)
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


@transaction.atomic
def _store(post_id: int, found: set[int]) -> None:
    of_post = SavedSearchMatch.objects.filter(post=post_id)
    known = set(of_post.values_list("saved_search", flat=True))
    for ids in _chunks(known - found):
        of_post.filter(saved_search__in=ids).delete()
    for ids in _chunks(found - known):
        # Whoever was removed meanwhile is left out by the lock, and stays until this is stored.
        kept = SavedSearch.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
        SavedSearchMatch.objects.bulk_create(
            [SavedSearchMatch(saved_search=search, post_id=post_id) for search in kept],
            ignore_conflicts=True,
        )
        _leave_out_oldest(ids)


def _leave_out_oldest(search_ids: Iterable[int]) -> None:
    matches = SavedSearchMatch.objects.order_by().filter(saved_search__in=search_ids)
    counted = matches.values("saved_search").annotate(matches=Count("pk"))
    full = counted.filter(matches__gt=MAX_MATCHES + SURPLUS).values_list("saved_search", flat=True)
    for search_id in list(full):
        latest = SavedSearchMatch.objects.filter(saved_search=search_id).order_by("-pk")
        beyond = list(latest.values_list("pk", flat=True)[MAX_MATCHES:])
        SavedSearchMatch.objects.filter(pk__in=beyond).delete()


def _is_matched(post_id: int) -> bool:
    return SavedSearchMatch.objects.filter(post=post_id).exists()


def _chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    ordered = sorted(ids)
    for start in range(0, len(ordered), ROWS_AT_ONCE):
        yield ordered[start : start + ROWS_AT_ONCE]


@prepared
def _any_with() -> "QuerySet[SavedSearchKey, int]":
    return SavedSearchKey.objects.filter(key__in=_KEYS).order_by().values_list("pk", flat=True)[:1]


@prepared
def _next_with() -> "QuerySet[SavedSearch, tuple[int, int, bool, str]]":
    with_key = SavedSearchKey.objects.filter(key__in=_KEYS).order_by().values("saved_search")
    searches = SavedSearch.objects.filter(pk__in=with_key, pk__gt=_AFTER, member__is_active=True)
    rows = searches.exclude(condition="").order_by("pk")
    return rows.values_list("pk", "member_id", "member__is_staff", "condition")[:BATCH]
