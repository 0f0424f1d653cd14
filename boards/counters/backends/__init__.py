"""The backend that settings.VIEW_COUNTER chooses, as CACHES chooses a cache."""

from functools import cache
from typing import Any

from django.conf import settings
from django.core.signals import setting_changed
from django.dispatch import receiver
from django.utils.module_loading import import_string

from boards.counters.backends.base import Backend
from boards.counters.backends.database import DatabaseBackend
from boards.counters.backends.fallback import FallbackBackend


@cache
def current_backend() -> Backend:
    """Return the backend of this process.

    Any but the database's falls back to that one. Raises ImproperlyConfigured when the setting
    cannot be used.
    """
    options = {
        "location": settings.VIEW_COUNTER["LOCATION"],
        "window": settings.VIEW_COUNTER["WINDOW"],
    }
    chosen: Backend = import_string(settings.VIEW_COUNTER["BACKEND"])(**options)
    if isinstance(chosen, DatabaseBackend):
        return chosen
    return FallbackBackend(first=chosen, second=DatabaseBackend(**options))


@receiver(setting_changed)
def _reset_backend(*, setting: str, **kwargs: Any) -> None:
    if setting == "VIEW_COUNTER":
        current_backend.cache_clear()
