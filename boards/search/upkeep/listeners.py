"""Hears of each write, inside its transaction, and brings the index up to date.

What changes many posts at once, a tag's name or a member's handle, is done in the same transaction
as far as one batch goes; the rest follows in the background.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal
from django_tasks import task

from boards.members.models import Member
from boards.posts import signals
from boards.posts.models import Comment, Post, Tag
from boards.search.index.engines import current_engine
from boards.search.index.indexing import (
    index_commented_post,
    index_new_post,
    index_post,
    index_posts,
)
from boards.search.models import SearchDocument
from boards.search.saved.matching import match_later
from boards.search.saved.rekeying import look_names_up_in_background
from boards.search.vocabulary.upkeep import note_changed, note_posts

BATCH = 200  # posts
# Notes on an instance, from before it is stored or deleted until after.
_POSTS_TO_INDEX, _HAS_NEW_HANDLE = "_posts_to_index", "_has_new_handle"

_OF_POSTS = (
    signals.post_edited, signals.post_corrected, signals.post_deleted, signals.post_hidden,
    signals.post_shown, signals.post_held, signals.post_restored,
)  # fmt: skip
_OF_COMMENTS = (
    signals.comment_published, signals.comment_edited, signals.comment_deleted,
    signals.comment_hidden, signals.comment_shown, signals.comment_held, signals.comment_restored,
)  # fmt: skip


@task()
def index_in_background(post_ids: list[int]) -> None:
    """Index posts that a change of something else concerns."""
    index_posts(post_ids)


def connect() -> None:
    """Listen to the posts, and to what their documents hold of tags and members."""
    _connect(signals.post_published, _index_new_post)
    for signal in _OF_POSTS:
        _connect(signal, _index_post)
    for signal in _OF_COMMENTS:
        _connect(signal, _index_post_of_comment)
    _connect(signals.posts_imported, _index_imported)
    _connect(signals.comments_moved, _index_posts_of_moved)
    _connect(post_save, _index_posts_of_tag, sender=Tag)
    _connect(pre_delete, _remember_posts_of_tag, sender=Tag)
    _connect(post_delete, _index_remembered_posts, sender=Tag)
    _connect(pre_save, _note_new_handle, sender=Member)
    _connect(post_save, _index_posts_of_member, sender=Member)
    _connect(pre_delete, _remove_from_index, sender=SearchDocument)


def _connect(signal: Signal, listener: Any, **arguments: Any) -> None:
    signal.connect(listener, dispatch_uid=f"boards_search.{listener.__name__}", **arguments)


def _index_new_post(*, post: Post, tags: Iterable[Tag], **kwargs: Any) -> None:
    document = index_new_post(post, tags={tag.pk: tag.name for tag in tags})
    if document is not None:
        match_later(document, is_new=True)


def _index_post(*, post: Post, **kwargs: Any) -> None:
    document = index_post(post.pk)
    if document is not None:
        match_later(document, is_new=False)
    note_changed([post.pk])


def _index_post_of_comment(*, comment: Comment, **kwargs: Any) -> None:
    index_commented_post(comment.post)


def _index_posts_of_moved(*, source: Post, target: Post, **kwargs: Any) -> None:
    index_posts([source.pk, target.pk])


def _index_imported(*, post_ids: list[int], **kwargs: Any) -> None:
    index_posts(post_ids)


def _index_posts_of_tag(*, instance: Tag, created: bool, raw: bool, **kwargs: Any) -> None:
    if not created and not raw:
        note_posts(Post.objects.tagged(instance))
        _index_now_or_later(_ids_of(Post.objects.tagged(instance)))


def _remember_posts_of_tag(*, instance: Tag, **kwargs: Any) -> None:
    note_posts(Post.objects.tagged(instance))  # later nobody knows them
    instance.__dict__[_POSTS_TO_INDEX] = list(_ids_of(Post.objects.tagged(instance)))


def _index_remembered_posts(*, instance: Tag, **kwargs: Any) -> None:
    _index_now_or_later(instance.__dict__.pop(_POSTS_TO_INDEX))


def _ids_of(posts: QuerySet[Post]) -> QuerySet[Post, int]:
    return posts.values_list("pk", flat=True)


def _note_new_handle(
    *, instance: Member, raw: bool, update_fields: frozenset[str] | None, **kwargs: Any
) -> None:
    instance.__dict__[_HAS_NEW_HANDLE] = False
    may_differ = update_fields is None or "handle" in update_fields
    if may_differ and not raw and not instance._state.adding:
        same = Member.objects.filter(pk=instance.pk, handle=instance.handle)
        instance.__dict__[_HAS_NEW_HANDLE] = not same.exists()


def _index_posts_of_member(*, instance: Member, **kwargs: Any) -> None:
    """Posts are found by the name that guests see of their author."""
    if instance.__dict__.pop(_HAS_NEW_HANDLE, False):
        posts = Post.objects.filter(author=instance, anonymous_number__isnull=True)
        _index_now_or_later(_ids_of(posts))
        look_names_up_in_background.enqueue()


def _index_now_or_later(post_ids: Iterable[int]) -> None:
    ids = list(post_ids)
    index_posts(ids[:BATCH])
    for start in range(BATCH, len(ids), BATCH):
        index_in_background.enqueue(ids[start : start + BATCH])


def _remove_from_index(*, instance: SearchDocument, **kwargs: Any) -> None:
    current_engine().remove([instance])
