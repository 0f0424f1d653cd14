"""Counts views in Redis or Valkey, for sites with many views and many web nodes.

The keys: `views:seen:<hash>` for each reader of a post, which expires with the window;
`views:pending`, a hash of `<post id>:<day>` to views; `views:batch:<uuid>`, what was pending when
a flush began; `views:batches`, the set of those uuids.
"""

import socket
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, timedelta
from typing import Any

import redis
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from redis.backoff import NoBackoff
from redis.retry import Retry

from boards.counters.backends.base import Backend, BackendUnavailable
from boards.counters.models import FlushedBatch
from boards.counters.readers import Reader
from boards.counters.totals import add_to_totals
from boards.moments.site_time import day_of

PAGE_TIMEOUT = 0.2  # seconds that a page waits for Redis at most
FLUSH_TIMEOUT = 5.0  # seconds
KEEP_FLUSHED_BATCHES = timedelta(days=7)

# What a connection fails with before anything was sent through it.
NEVER_SENT = (ConnectionRefusedError, FileNotFoundError, socket.gaierror)

PENDING = "views:pending"
BATCHES = "views:batches"

# Keys: the reader's in this period and in the last one, pending. Arguments: window, field.
COUNT_ONCE = """
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
if not redis.call('SET', KEYS[1], '', 'NX', 'EX', ARGV[1]) then return 0 end
redis.call('HINCRBY', KEYS[3], ARGV[2], 1)
return 1
"""
# Keys: pending, batches, the new batch. Argument: its uuid.
CUT_BATCH = """
if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
redis.call('SADD', KEYS[2], ARGV[1])
redis.call('RENAME', KEYS[1], KEYS[3])
return 1
"""


class RedisBackend(Backend):
    """Counts with one script; a flush moves the views to the database, each exactly once."""

    def __init__(self, *, location: str, window: int) -> None:
        super().__init__(location=location, window=window)
        self._count_once = _client(location, PAGE_TIMEOUT).register_script(COUNT_ONCE)
        self._redis = _client(location, FLUSH_TIMEOUT)
        self._cut_batch = self._redis.register_script(CUT_BATCH)

    def record(self, *, post_id: int, reader: Reader, now: datetime) -> bool:
        """Set the reader's key if it is absent, and add one to what is pending."""
        with _unavailable_on_error():
            counted = self._count_once(
                keys=[_seen(reader.current), _seen(reader.previous), PENDING],
                args=[self.window, f"{post_id}:{day_of(now)}"],
            )
        return bool(counted)

    def roll_up(self, *, now: datetime) -> int:
        """Cut what is pending into a batch, and flush it and those that a crash left behind."""
        with _unavailable_on_error():
            batch_id = str(uuid.uuid4())
            self._cut_batch(keys=[PENDING, BATCHES, _batch(batch_id)], args=[batch_id])
            added = sum(self._flush(str(waiting)) for waiting in self._redis.smembers(BATCHES))
        self._sweep(now)
        return added

    def _flush(self, batch_id: str) -> int:
        """The batch's row is written with the totals: whoever comes second adds nothing."""
        views = _parsed(self._redis.hgetall(_batch(batch_id)))
        with transaction.atomic():
            _, is_new = FlushedBatch.objects.get_or_create(pk=uuid.UUID(batch_id))
            if is_new:
                add_to_totals(views)
        with self._redis.pipeline(transaction=True) as pipeline:
            pipeline.delete(_batch(batch_id))
            pipeline.srem(BATCHES, batch_id)
            pipeline.execute()
        return sum(views.values()) if is_new else 0

    def _sweep(self, now: datetime) -> None:
        """Called after a flush: Redis holds no batch any more that was in the totals before."""
        old = FlushedBatch.objects.filter(flushed_at__lt=now - KEEP_FLUSHED_BATCHES)
        # Asked first: a delete takes SQLite's write lock even when it finds nothing.
        if old.exists():
            old.delete()


def _client(location: str, timeout: float) -> "redis.Redis":
    try:
        return redis.Redis.from_url(
            location,
            decode_responses=True,
            socket_timeout=timeout,
            socket_connect_timeout=timeout,
            retry=Retry(NoBackoff(), 0),
        )
    except ValueError as error:
        raise ImproperlyConfigured(
            "The setting VIEW_COUNTER_URL is not a readable URL of a Redis server."
        ) from error


@contextmanager
def _unavailable_on_error() -> Iterator[None]:
    try:
        yield
    except redis.RedisError as error:
        raise BackendUnavailable(may_have_counted=_may_have_counted(error)) from error


def _may_have_counted(error: redis.RedisError) -> bool:
    """Redis runs what it has received even when nobody waits for the answer any more."""
    was_refused = isinstance(error, redis.ResponseError)
    return not was_refused and not isinstance(error.__context__, NEVER_SENT)


def _seen(reader: bytes) -> str:
    return f"views:seen:{reader.hex()}"


def _batch(batch_id: str) -> str:
    return f"views:batch:{batch_id}"


def _parsed(batch: Mapping[Any, Any]) -> dict[tuple[int, date], int]:
    views = {}
    for field, number in batch.items():
        post_id, day = field.split(":")
        views[int(post_id), date.fromisoformat(day)] = int(number)
    return views
