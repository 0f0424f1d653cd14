"""Purges by and by, as long as anything does background work."""

from datetime import timedelta
from typing import Any

from boards.background.signals import upkeep_is_due
from boards.background.turns import take_turn
from boards.posts.trash.actions.purge import due
from boards.posts.trash.tasks import purge_in_background

BETWEEN_PURGES = timedelta(hours=1)


def connect() -> None:
    """Listen to the clock of the background work."""
    upkeep_is_due.connect(_purge, dispatch_uid="boards_posts.purge_trash")


def _purge(**kwargs: Any) -> None:
    if take_turn("purge_trash", every=BETWEEN_PURGES) and due().exists():
        purge_in_background.enqueue()
