"""What this room hears: that an hour is over."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone

from boards.background.queueing import enqueue_once
from boards.background.signals import upkeep_is_due
from boards.background.turns import take_turn
from boards.vote_rings.tasks import find_rings_in_background

EVERY = timedelta(hours=1)


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    upkeep_is_due.connect(_look, dispatch_uid="boards_vote_rings.look")


def _look(**kwargs: Any) -> None:
    if settings.VOTE_RING_DAYS and take_turn("vote_rings", every=EVERY):
        enqueue_once(find_rings_in_background, run_after=timezone.now())
