"""What Django needs to know of the cache that CACHE_URL names."""

import hmac
from typing import Any

from django.conf import settings

TABLE = "cache_entries"  # made by a migration of boards.members
MAX_ENTRIES = 50_000  # beyond them limits would be forgotten early


def cache_config(url: str) -> dict[str, Any]:
    """Return an entry of Django's CACHES for `database://`, `redis://…` or `rediss://…`."""
    common = {"KEY_FUNCTION": "forum.caches.hidden_key", "KEY_PREFIX": "forum"}
    if url.startswith("database:"):
        return {
            **common,
            "BACKEND": "forum.database_cache.DatabaseCache",
            "LOCATION": TABLE,
            "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES},
        }
    return {
        **common,
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": url,
    }


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return a key that says nothing: limits are counted by network address and by handle.

    The secret key is part of it, so who steals the cache alone cannot try out addresses.
    """
    text = f"{version}:{key}".encode(errors="surrogatepass")
    return f"{key_prefix}:{hmac.digest(settings.SECRET_KEY.encode(), text, 'sha256').hex()}"
