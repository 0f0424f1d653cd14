"""What Django needs to know of the cache that CACHE_URL names."""

import hmac
from typing import Any

from django.conf import settings

TABLE = "cache_entries"  # made by a migration of boards.members
MAX_ENTRIES = 50_000  # beyond them limits would be forgotten early
MAX_ENTRIES_IN_MEMORY = 20_000  # of about 300 bytes, in each process
# A Redis that does not answer must not hold up the pages that count in it.
REDIS_DEADLINE = 1.0  # seconds, to connect and to answer


def cache_configs(url: str) -> dict[str, dict[str, Any]]:
    """Return Django's CACHES for `database://`, `redis://…` or `rediss://…`.

    `quick` is for what no page may ask the database for: with Redis it is the shared one, and
    else a memory of each process.
    """
    shared = _shared_config(url)
    return {
        "default": shared,
        "quick": _memory_config() if url.startswith("database:") else shared,
    }


def _memory_config() -> dict[str, Any]:
    return {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "quick",
        "KEY_FUNCTION": "forum.caches.hidden_key",
        "OPTIONS": {"MAX_ENTRIES": MAX_ENTRIES_IN_MEMORY},
    }


def _shared_config(url: str) -> dict[str, Any]:
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
        "BACKEND": "forum.redis_cache.RedisCache",
        "LOCATION": url,
        "OPTIONS": {
            "socket_connect_timeout": REDIS_DEADLINE,
            "socket_timeout": REDIS_DEADLINE,
        },
    }


def hidden_key(key: str, key_prefix: str, version: int) -> str:
    """Return a key that says nothing: limits are counted by network address and by handle.

    The secret key is part of it, so who steals the cache alone cannot try out addresses.
    """
    text = f"{version}:{key}".encode(errors="surrogatepass")
    return f"{key_prefix}:{hmac.digest(settings.SECRET_KEY.encode(), text, 'sha256').hex()}"
