"""A cache in Redis that keeps nobody out while it is away.

Django finds the class by its name, as that of any cache backend.
"""

from typing import Any

import structlog
from django.core.cache.backends import redis as django_redis
from redis.exceptions import RedisError

# How allauth names what it counts. It asks without a thought for a cache that does not answer,
# and nobody could sign in; other callers know best themselves what an error means to them.
COUNTED_BY_ALLAUTH = "allauth:rl:"

logger = structlog.get_logger(__name__)


class RedisCache(django_redis.RedisCache):
    """Django's, but for what allauth counts: while Redis is away nothing is counted."""

    def add(self, key: str, *args: Any, **kwargs: Any) -> bool:
        """Add an entry; say whether there was none."""
        return bool(self._unless_away(super().add, key, *args, otherwise=True, **kwargs))

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """Return an entry, or the default."""
        return self._unless_away(super().get, key, default, version, otherwise=default)

    def set(self, key: str, *args: Any, **kwargs: Any) -> None:
        """Store an entry."""
        self._unless_away(super().set, key, *args, otherwise=None, **kwargs)

    def delete(self, key: str, version: int | None = None) -> bool:
        """Remove an entry; say whether there was one."""
        return bool(self._unless_away(super().delete, key, version, otherwise=False))

    def _unless_away(self, act: Any, key: str, *args: Any, otherwise: Any, **kwargs: Any) -> Any:
        try:
            return act(key, *args, **kwargs)
        except RedisError:
            if not key.startswith(COUNTED_BY_ALLAUTH):
                raise
            logger.exception("limit_not_counted")
            return otherwise
