"""What the members room does when others tell it something."""

from typing import Any

from django.contrib.sessions.models import Session
from django.utils import timezone

from boards.background.signals import upkeep_is_due
from boards.members.pace import prune_counts


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    upkeep_is_due.connect(_prune, dispatch_uid="members.pruning")


def _prune(**_: Any) -> None:
    expired = Session.objects.filter(expire_date__lt=timezone.now())
    # Asked first: a delete takes SQLite's write lock even when it finds nothing.
    if expired.exists():
        expired.delete()
    prune_counts()
