"""What this room hears: of texts that are about to be stored, and of its own rows."""

from typing import Any

from django.db.models.signals import post_delete, post_save

from boards.background.signals import upkeep_is_due
from boards.filters.fingerprints import forget_old_texts
from boards.filters.models import Approval, Filter
from boards.filters.screening import screen
from boards.filters.versions import change_version
from boards.posts.screening import use_screen


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    use_screen(screen)
    for model in (Filter, Approval):
        for signal in (post_save, post_delete):
            signal.connect(
                _change_version,
                sender=model,
                dispatch_uid=f"boards_filters.{model.__name__}.{id(signal)}",
            )
    upkeep_is_due.connect(_forget, dispatch_uid="boards_filters.fingerprints")


def _change_version(**kwargs: Any) -> None:
    change_version()


def _forget(**kwargs: Any) -> None:
    forget_old_texts()
