"""A column for who did something."""

from typing import Any

from django.conf import settings
from django.db import models


def done_by(label: Any = None, **options: Any) -> "models.ForeignKey[Any, Any]":
    """Return a reference to the member who did it: empty for the system, and once they are gone.

    Args:
        label: of the column, as `verbose_name` takes it.
        options: of the column, besides.
    """
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=label,
        **options,
    )
