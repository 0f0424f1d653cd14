"""Makes the whole index anew, or proves it, while the site goes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import ngettext

from boards.posts.models import Post
from boards.search.index.documents import document_of, key_of
from boards.search.index.engines import current_engine
from boards.search.index.engines.base import Contents
from boards.search.index.indexing import differs, index_posts, remove_documents
from boards.search.index.sources import sources_of
from boards.search.index.verification import differing_twice
from boards.search.models import IndexRebuild, SearchDocument
from boards.search.vocabulary.upkeep import (
    number_to_count,
    rebuild_vocabulary,
    vocabulary_faults,
)

BATCH = 500  # posts of one transaction: other writers never wait for long


@dataclass(frozen=True)
class Step:
    """One batch.

    Attributes:
        posts: how many were looked at.
        changed: how many documents were.
        counted: of how many posts the words were counted.
    """

    posts: int = 0
    changed: int = 0
    counted: int = 0


@dataclass(frozen=True)
class Checked:
    """One step of a proof: how many posts, which are indexed wrong, and what else is."""

    posts: int
    wrong: list[int]
    faults: list[str]


def rebuild_index(*, only_missing: bool = False) -> Iterator[Step]:
    """Make what the engine really holds that which it should hold; yield each batch's work.

    It goes on where an earlier one was cut off. Writes of the site meanwhile index themselves.
    An engine that is damaged, or holds unknown entries, is emptied first and finds the posts
    again as they come. `only_missing` looks at the posts that are not in the index at all, and
    forgets nothing of a longer one.
    """
    if only_missing:
        current_engine().expect_many()
        yield from _index_missing()
        yield from _count_words(only_missing=True)
        return
    if reasons_to_begin_anew():
        _start_over()
    current_engine().expect_many()
    rebuild, _created = IndexRebuild.objects.get_or_create(pk=1)
    while ids := _next_ids(rebuild.last_post_id):
        with transaction.atomic():
            _remove_misplaced(ids)
            changed = index_posts(ids, trust_rows=False)
            rebuild.last_post_id, rebuild.changed = ids[-1], rebuild.changed + changed
            rebuild.save()
        yield Step(len(ids), changed)
    if removed := _remove_surplus():
        yield Step(changed=removed)
    current_engine().tidy()
    yield from _count_words(only_missing=False)
    rebuild.delete()


def _count_words(*, only_missing: bool) -> Iterator[Step]:
    for posts in rebuild_vocabulary(only_missing=only_missing):
        yield Step(counted=posts)


def reasons_to_begin_anew() -> list[str]:
    """Say, in sentences, what of the engine cannot be set right document by document."""
    engine = current_engine()
    return engine.faults() or _sentences_on(engine.contents())


def _sentences_on(contents: Contents) -> list[str]:
    wrong = len(contents.wrong) + contents.unknown
    sentence = ngettext(
        "The search index has %(count)d entry that does not match its document.",
        "The search index has %(count)d entries that do not match their documents.",
        wrong,
    )
    return [sentence % {"count": wrong}] if wrong else []


def _start_over() -> None:
    # In this order: cut off between the two, the next rebuild finds the same faults.
    clear_progress()
    current_engine().recreate()


def _remove_misplaced(ids: list[int]) -> None:
    """Remove the rows that hold the keys of these posts and are not theirs."""
    posts = Post.objects.filter(pk__in=ids).values_list("pk", "posted_at")
    keys = {key_of(posted_at, post_id): post_id for post_id, posted_at in posts}
    rows = SearchDocument.objects.filter(key__in=keys)
    remove_documents([row for row in rows if keys[row.key] != row.pk])


def _remove_surplus() -> int:
    removed = 0
    while rows := list(_surplus()[:BATCH]):
        with transaction.atomic():
            remove_documents(rows)
        removed += len(rows)
    return removed


def _surplus() -> "QuerySet[SearchDocument]":
    """Rows of posts that are not published, or not there."""
    published = Post.objects.published().filter(pk=OuterRef("pk"))
    return SearchDocument.objects.filter(~Exists(published)).order_by("pk")


def clear_progress() -> None:
    """Let the next rebuild begin with the first post."""
    IndexRebuild.objects.all().delete()


def posts_left(*, only_missing: bool = False) -> int:
    """Return how many posts a rebuild has to look at."""
    if only_missing:
        return sum(len(ids) for ids in _missing_ids())
    done = IndexRebuild.objects.values_list("last_post_id", flat=True).first() or 0
    return Post.objects.filter(pk__gt=done).count()


def posts_to_count(*, only_missing: bool = False) -> int:
    """Return of how many posts a rebuild has to count the words; about, while the site goes on."""
    return number_to_count() if only_missing else Post.objects.count()


def check_index() -> Iterator[Checked]:
    """Compare what is indexed with what should be, some hundred posts at a step.

    The last step is about documents that should not be there, and about all that the engine holds.
    """
    last = 0
    while ids := _next_ids(last):
        last = ids[-1]
        yield Checked(len(ids), differing_twice(_differing, ids), [])
    engine = current_engine()
    faults, contents = engine.faults(), engine.contents()
    surplus = _surplus().values_list("pk", flat=True)
    wrong = sorted({*surplus, *contents.missing, *contents.wrong})
    yield Checked(0, wrong, [*faults, *_sentences_on(contents), *vocabulary_faults()])


def _differing(ids: list[int]) -> list[int]:
    """The ids of published posts whose document is missing or differs."""
    rows = SearchDocument.objects.in_bulk(ids)
    documents = [document_of(source) for source in sources_of(ids)]
    pairs = [(rows[each.post_id], each) for each in documents if each.post_id in rows]
    held = current_engine().holds([pair for pair in pairs if not differs(*pair)])
    return [document.post_id for document in documents if document.post_id not in held]


def _index_missing() -> Iterator[Step]:
    for ids in _missing_ids():
        yield Step(len(ids), index_posts(ids, trust_rows=False))


def _missing_ids() -> Iterator[list[int]]:
    """Batches of posts that have no row, and then of those that the engine does not hold."""
    last = 0
    while ids := list(_without_row().filter(pk__gt=last).order_by("pk")[:BATCH]):
        # From there on: to pass by all that is indexed already would take longer with each batch.
        last = ids[-1]
        yield ids
    last = 0
    while ids := current_engine().unheld(after=last, limit=BATCH):
        last = ids[-1]
        yield ids


def _without_row() -> "QuerySet[Post, int]":
    posts = Post.objects.published().filter(search_document__isnull=True)
    return posts.values_list("pk", flat=True)


def _next_ids(after: int) -> list[int]:
    posts = Post.objects.filter(pk__gt=after).order_by("pk")
    return list(posts.values_list("pk", flat=True)[:BATCH])
