"""What the lists do when other rooms tell them something."""

from typing import Any

from boards.background.signals import upkeep_is_due
from boards.posts.lists.actions.prune_read_marks import prune_read_marks


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    upkeep_is_due.connect(_prune, dispatch_uid="boards_posts.read_marks")


def _prune(**_: Any) -> None:
    prune_read_marks()
