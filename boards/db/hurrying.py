"""Writes that a page does not wait for."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

MAX_WAIT = 0.05  # seconds that a page waits for the writers before it


def hurrying(connection: Any) -> AbstractContextManager[None]:
    """Let a write on SQLite wait MAX_WAIT for its turn and no longer.

    PostgreSQL lets writers of different rows in at once; nothing is done there.
    """
    limited = getattr(connection, "hurrying", None)
    return limited(MAX_WAIT) if limited else nullcontext()
