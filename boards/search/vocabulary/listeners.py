"""Hears of each write that may change the vocabulary, and leaves a note of it.

New posts leave none: publishing is not made dearer, and the round finds them by their ids.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
from django.dispatch import Signal

from boards.background.signals import pruning_is_due
from boards.models import Board
from boards.posts import signals
from boards.posts.models import Post, Tag, TaggedPost
from boards.search.models import SearchDocument
from boards.search.vocabulary.upkeep import catch_up, note_board_changed, note_changed

_POSTS_TO_NOTE, _IS_OPENED_OR_CLOSED = "_posts_to_note", "_is_opened_or_closed"
_OF_POSTS = (
    signals.post_edited, signals.post_corrected, signals.post_deleted, signals.post_hidden,
    signals.post_shown,
)  # fmt: skip


def connect() -> None:
    """Listen to posts, tags and boards, and to the minute's round."""
    for signal in _OF_POSTS:
        _connect(signal, _note_post)
    _connect(signals.posts_imported, _note_posts)
    _connect(pre_delete, _note_document, sender=SearchDocument)
    _connect(post_save, _note_posts_of_tag, sender=Tag)
    _connect(pre_delete, _remember_posts_of_tag, sender=Tag)
    _connect(post_delete, _note_remembered_posts, sender=Tag)
    _connect(pre_save, _see_whether_opened_or_closed, sender=Board)
    _connect(post_save, _note_posts_of_board, sender=Board)
    _connect(pruning_is_due, _catch_up)


def _connect(signal: Signal, listener: Any, **arguments: Any) -> None:
    signal.connect(
        listener, dispatch_uid=f"boards_search.vocabulary.{listener.__name__}", **arguments
    )


def _note_post(*, post: Post, **kwargs: Any) -> None:
    note_changed([post.pk])


def _note_posts(*, post_ids: Iterable[int], **kwargs: Any) -> None:
    note_changed(post_ids)


def _note_document(*, instance: SearchDocument, **kwargs: Any) -> None:
    note_changed([instance.pk])


def _note_posts_of_tag(*, instance: Tag, created: bool, raw: bool, **kwargs: Any) -> None:
    if not created and not raw:
        note_changed(_posts_with(instance))


def _remember_posts_of_tag(*, instance: Tag, **kwargs: Any) -> None:
    instance.__dict__[_POSTS_TO_NOTE] = list(_posts_with(instance))


def _note_remembered_posts(*, instance: Tag, **kwargs: Any) -> None:
    note_changed(instance.__dict__.pop(_POSTS_TO_NOTE))


def _posts_with(tag: Tag) -> Iterable[int]:
    return TaggedPost.objects.filter(tag=tag).values_list("content_object_id", flat=True)


def _see_whether_opened_or_closed(*, instance: Board, raw: bool, **kwargs: Any) -> None:
    same = Board.objects.filter(pk=instance.pk, read_access=instance.read_access)
    is_new = raw or instance._state.adding
    instance.__dict__[_IS_OPENED_OR_CLOSED] = not is_new and not same.exists()


def _note_posts_of_board(*, instance: Board, **kwargs: Any) -> None:
    if instance.__dict__.pop(_IS_OPENED_OR_CLOSED, False):
        note_board_changed(instance.pk)


def _catch_up(**kwargs: Any) -> None:
    catch_up()
