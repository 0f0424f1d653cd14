"""What the tests of the counters share."""

from collections.abc import Iterator

import pytest
import redis
from pytest_django import Settings

from boards.counters.backends import current_backend
from boards.counters.deferred import forget_deferred
from boards.counters.salts import live_salts
from boards.posts.models import Post
from tests.factories import PostFactory

BACKENDS = {
    "database": "boards.counters.backends.database.DatabaseBackend",
    "redis": "boards.counters.backends.redis.RedisBackend",
}


@pytest.fixture(autouse=True)
def nothing_remembered() -> Iterator[None]:
    """Let each test begin as a new process does."""
    live_salts.cache_clear()
    current_backend.cache_clear()
    forget_deferred()
    yield
    forget_deferred()
    live_salts.cache_clear()
    current_backend.cache_clear()


@pytest.fixture
def post(db: None) -> Post:
    """A published post."""
    return PostFactory()


@pytest.fixture
def redis_client(redis_url: str) -> Iterator[redis.Redis]:
    """A client of an empty Redis."""
    with redis.Redis.from_url(redis_url) as client:
        client.flushall()
        yield client


@pytest.fixture
def redis_counts(settings: Settings, redis_url: str, redis_client: redis.Redis) -> redis.Redis:
    """Count with Redis, and give a client of it."""
    settings.VIEW_COUNTER = {
        **settings.VIEW_COUNTER,
        "BACKEND": BACKENDS["redis"],
        "LOCATION": redis_url,
    }
    return redis_client


@pytest.fixture(params=BACKENDS)
def each_backend(request: pytest.FixtureRequest, settings: Settings) -> redis.Redis | None:
    """Run the test once with each backend; gives a client of the Redis that counts, if one does."""
    if request.param == "redis":
        client: redis.Redis = request.getfixturevalue("redis_counts")
        return client
    settings.VIEW_COUNTER = {**settings.VIEW_COUNTER, "BACKEND": BACKENDS[request.param]}
    return None
