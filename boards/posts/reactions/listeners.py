"""What the reactions hear: that it is time to forget."""

from typing import Any

from django.utils import timezone

from boards.background.signals import upkeep_is_due
from boards.posts.reactions.networks import forget_networks


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    upkeep_is_due.connect(_forget, dispatch_uid="boards_posts.reactions.networks")


def _forget(**kwargs: Any) -> None:
    forget_networks(timezone.now())
