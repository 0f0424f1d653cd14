"""Makes the whole index anew, or proves it, while the site goes on."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from boards.posts.models import Post
from boards.search.documents import document_of
from boards.search.engines import current_engine
from boards.search.indexing import index_posts
from boards.search.models import IndexRebuild, SearchDocument
from boards.search.sources import sources_of

BATCH = 500  # posts of one transaction: other writers never wait for long


@dataclass(frozen=True)
class Step:
    """One batch: how many posts were looked at, and how many documents were changed."""

    posts: int
    changed: int


def rebuild_index(*, only_missing: bool = False) -> Iterator[Step]:
    """Bring every post's document up to date, batch by batch, and yield what was done.

    It goes on where an earlier one was cut off. Writes of the site meanwhile index themselves.
    `only_missing` looks at the posts that have no document, and forgets nothing of a longer one.
    """
    current_engine().expect_many()
    if only_missing:
        yield from _index_missing()
        return
    rebuild, _ = IndexRebuild.objects.get_or_create(pk=1)
    while ids := _next_ids(rebuild.last_post_id):
        with transaction.atomic():
            changed = index_posts(ids)
            rebuild.last_post_id, rebuild.changed = ids[-1], rebuild.changed + changed
            rebuild.save()
        yield Step(len(ids), changed)
    current_engine().tidy()
    rebuild.delete()


def forget_progress() -> None:
    """Let the next rebuild begin with the first post."""
    IndexRebuild.objects.all().delete()


def posts_left(*, only_missing: bool = False) -> int:
    """Return how many posts a rebuild has to look at."""
    if only_missing:
        return _missing().count()
    done = IndexRebuild.objects.values_list("last_post_id", flat=True).first() or 0
    return Post.objects.filter(pk__gt=done).count()


def check_index() -> Iterator[tuple[int, list[int]]]:
    """Compare what is indexed with what should be; yield how many, and the ids that differ.

    The last step is about documents that should not be there.
    """
    last = 0
    while ids := _next_ids(last):
        last = ids[-1]
        yield len(ids), _wrong_among(ids)
    surplus = SearchDocument.objects.filter(
        ~Exists(Post.objects.published().filter(pk=OuterRef("pk")))
    )
    yield 0, list(surplus.order_by("pk").values_list("pk", flat=True))


def _wrong_among(ids: list[int]) -> list[int]:
    """The ids of published posts whose document is missing or differs."""
    # In one transaction, so that SQLite sees one state of both; a write on PostgreSQL meanwhile
    # may show as a difference, which a second look clears.
    with transaction.atomic():
        wrong = _differing(ids)
    with transaction.atomic():
        return _differing(wrong) if wrong else []


def _differing(ids: list[int]) -> list[int]:
    rows = SearchDocument.objects.in_bulk(ids)
    documents = [document_of(source) for source in sources_of(ids)]
    held = current_engine().holds(
        [(rows[document.post_id], document) for document in documents if document.post_id in rows]
    )
    return [document.post_id for document in documents if document.post_id not in held]


def _index_missing() -> Iterator[Step]:
    last = 0
    while ids := _next_missing(last):
        # From there on: to pass by all that is indexed already would take longer with each batch.
        last = ids[-1]
        yield Step(len(ids), index_posts(ids))


def _next_missing(after: int) -> list[int]:
    missing = _missing().filter(pk__gt=after).order_by("pk")
    return list(missing.values_list("pk", flat=True)[:BATCH])


def _missing() -> QuerySet[Post]:
    return Post.objects.published().filter(search_document__isnull=True)


def _next_ids(after: int) -> list[int]:
    posts = Post.objects.filter(pk__gt=after).order_by("pk")
    return list(posts.values_list("pk", flat=True)[:BATCH])
