"""Hears of what changes the keys of saved searches, and of the time to prune their matches."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from boards.background.signals import upkeep_is_due
from boards.models import Board, Category
from boards.posts.models import Tag
from boards.search.models import SynonymGroup
from boards.search.saved.matching import prune_matches
from boards.search.saved.rekeying import find_keys_in_background, look_names_up_in_background


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    for signal in (post_save, post_delete):
        signal.connect(
            _find_keys, sender=SynonymGroup, dispatch_uid=f"boards_search.saved.{id(signal)}"
        )
    post_delete.connect(_find_keys, sender=Tag, dispatch_uid="boards_search.saved.tag")
    # Of a member's new handle `boards.search.upkeep.listeners` tells, which indexes their posts.
    for sender in (Board, Category, Tag):
        post_save.connect(
            _look_names_up, sender=sender, dispatch_uid=f"boards_search.saved.{sender.__name__}"
        )
    upkeep_is_due.connect(_prune, dispatch_uid="boards_search.saved.prune")


def _find_keys(*, raw: bool = False, **kwargs: Any) -> None:
    if not raw:
        find_keys_in_background.enqueue()


def _look_names_up(*, created: bool, raw: bool = False, **kwargs: Any) -> None:
    if not created and not raw:
        look_names_up_in_background.enqueue()


def _prune(**kwargs: Any) -> None:
    prune_matches()
