"""Hears of each write that may change the vocabulary, and leaves a note of it.

New posts leave none: publishing is not made dearer, and the round finds them by their ids. Of a
post or a tag that changes, `boards.search.upkeep.listeners` tells, which indexes the posts.
"""

from collections.abc import Iterable
from typing import Any

from django.db.models.signals import post_save, pre_delete, pre_save
from django.dispatch import Signal

from boards.background.signals import upkeep_is_due
from boards.models import Board
from boards.posts import signals
from boards.posts.models import Post
from boards.search.vocabulary.upkeep import catch_up, note_changed, note_posts

_IS_OPENED_OR_CLOSED = "_is_opened_or_closed"  # a note on an instance, until it is stored


def connect() -> None:
    """Listen to posts and boards, and to the minute's round."""
    _connect(signals.post_published, _note_approved)
    _connect(signals.posts_imported, _note_imported)
    _connect(pre_delete, _note_removed, sender=Post)
    _connect(pre_save, _see_whether_opened_or_closed, sender=Board)
    _connect(post_save, _note_posts_of_board, sender=Board)
    _connect(upkeep_is_due, _catch_up)


def _connect(signal: Signal, listener: Any, **arguments: Any) -> None:
    signal.connect(
        listener, dispatch_uid=f"boards_search.vocabulary.{listener.__name__}", **arguments
    )


def _note_approved(*, post: Post, is_approval: bool = False, **kwargs: Any) -> None:
    """A post that waited was counted with no words, and perhaps so long ago that none looks."""
    if is_approval:
        note_changed([post.pk])


def _note_imported(*, post_ids: Iterable[int], **kwargs: Any) -> None:
    note_changed(post_ids)


def _note_removed(*, instance: Post, **kwargs: Any) -> None:
    note_changed([instance.pk])


def _see_whether_opened_or_closed(*, instance: Board, raw: bool, **kwargs: Any) -> None:
    same = Board.objects.filter(pk=instance.pk, read_access=instance.read_access)
    is_new = raw or instance._state.adding
    instance.__dict__[_IS_OPENED_OR_CLOSED] = not is_new and not same.exists()


def _note_posts_of_board(*, instance: Board, **kwargs: Any) -> None:
    if instance.__dict__.pop(_IS_OPENED_OR_CLOSED, False):
        note_posts(Post.objects.filter(board=instance))


def _catch_up(**kwargs: Any) -> None:
    catch_up()
