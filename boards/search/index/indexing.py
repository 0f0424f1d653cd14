"""Keeps the index true: what was written is found when its transaction ends, and not before."""

from collections.abc import Iterable, Mapping

from django.db import transaction
from django.db.models import BigAutoField, QuerySet

from boards.db.prepared import Param, prepared
from boards.posts.models import Post
from boards.search.index.documents import Document, document_of, key_of
from boards.search.index.engines import current_engine
from boards.search.index.sources import source_of, source_of_locked, source_of_new, sources_of
from boards.search.models import SearchDocument


def index_new_post(post: Post, *, tags: Mapping[int, str]) -> Document | None:
    """Store and return the document of a post that this transaction made; None if it is hidden.

    Nobody else can see the post yet.

    Args:
        post: as it was written.
        tags: of the post, by id.
    """
    source = source_of_new(post, tags=tags)
    if source is None:
        return None
    document = document_of(source)
    current_engine().store_new(document)
    return document


def index_post(post_id: int) -> Document | None:
    """Bring one document up to date, as `index_posts` does; call it inside a transaction.

    It asks for less where the post is published and has a document. Returns the document if it is
    another one now, and None if nothing changed or the post left the index.
    """
    row = _locked().first(post=post_id)
    # Read under the lock.
    source = source_of(post_id) if row else None
    if row is None or source is None:
        stored, _removed = _index([post_id], trust_rows=True)
        return stored[0] if stored else None
    document = document_of(source)
    if not differs(row, document):
        return None
    current_engine().store([(row, document)])
    return document


def index_commented_post(post: Post) -> None:
    """Bring one document up to date, as `index_post` does, and read less: after each comment.

    Args:
        post: whose row this transaction has locked and read, and not changed.
    """
    row = _locked().first(post=post.pk)
    if row is None or not post.is_published:
        index_posts([post.pk])
        return
    # Read under the lock.
    document = document_of(source_of_locked(post))
    if differs(row, document):
        current_engine().store([(row, document)])


@transaction.atomic
def index_posts(post_ids: Iterable[int], *, trust_rows: bool = True) -> int:
    """Bring what the index holds of these posts up to date; return how many documents changed.

    Posts that are not published leave the index. Two at once on one post wait for each other, and
    the second sees what the first wrote.

    Args:
        trust_rows: whether a document counts as indexed when its row says so; else the engine is
            asked too, which takes longer.
    """
    stored, removed = _index(post_ids, trust_rows=trust_rows)
    return len(stored) + removed


def _index(post_ids: Iterable[int], *, trust_rows: bool) -> tuple[list[Document], int]:
    """Return the documents that were stored, and how many were removed."""
    ids = sorted(set(post_ids))
    _make_missing_rows(ids)
    locked = SearchDocument.objects.select_for_update().filter(pk__in=ids).order_by("pk")
    rows = {row.pk: row for row in locked}
    # Read again under the lock.
    documents = {source.post_id: document_of(source) for source in sources_of(rows)}
    gone = [row for row in rows.values() if row.pk not in documents]
    pairs = [(rows[document.post_id], document) for document in documents.values()]
    held = {pair[1].post_id for pair in pairs} if trust_rows else current_engine().holds(pairs)
    changed = [pair for pair in pairs if pair[1].post_id not in held or differs(*pair)]
    if changed:
        current_engine().store(changed)
    remove_documents(gone)
    return [document for _row, document in changed], len(gone)


def remove_documents(rows: Iterable[SearchDocument]) -> None:
    """Take documents out of the index, with their rows; call it inside a transaction."""
    gone = list(rows)
    if gone:
        SearchDocument.objects.filter(pk__in=[row.pk for row in gone]).delete()


def newest_post_is_indexed() -> bool:
    """Say whether the post at the top of all lists has its document; the others came before it."""
    newest = Post.objects.published().newest_first().values_list("pk", flat=True).first()
    return newest is None or SearchDocument.objects.filter(pk=newest).exclude(digest=b"").exists()


@prepared
def _locked() -> "QuerySet[SearchDocument]":
    return SearchDocument.objects.select_for_update().filter(pk=Param("post", BigAutoField()))


def _make_missing_rows(ids: list[int]) -> None:
    known = set(SearchDocument.objects.filter(pk__in=ids).values_list("pk", flat=True))
    missing = [post_id for post_id in ids if post_id not in known]
    if missing:
        posts = Post.objects.published().filter(pk__in=missing)
        SearchDocument.objects.bulk_create(
            [
                SearchDocument(post_id=pk, key=key_of(posted_at, pk, is_day_only=is_day_only))
                for pk, posted_at, is_day_only in posts.values_list(
                    "pk", "posted_at", "posted_at_is_day_only"
                )
            ],
            ignore_conflicts=True,
        )


def differs(row: SearchDocument, document: Document) -> bool:
    """Say whether a row tells of another document than this one."""
    return row.key != document.key or bytes(row.digest) != document.digest
