"""Nothing that is stored leads back to a reader."""

from collections.abc import Iterator

import pytest
import redis
from django.db import connection
from pytest_django import Settings

from boards.counters.models import CountedView
from boards.counters.roll_up import roll_up_views
from boards.posts.models import Post
from tests.counters.reading import read
from tests.factories import MemberFactory, PostFactory

ADDRESS = "203.0.113.77"
AGENT = "Mozilla/5.0 (PlainlyMarked 7.7.7) Gecko/20100101 Firefox/140.0"
NEEDLES = (ADDRESS, "PlainlyMarked", "2001:db8:77", "20010db8")

pytestmark = pytest.mark.django_db


def stored_values() -> Iterator[str]:
    """Every value of every table, as text."""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608
            for row in cursor.fetchall():
                yield from map(as_text, row)


def as_text(value: object) -> str:
    if isinstance(value, bytes | memoryview):
        return f"{bytes(value).decode('latin-1')} {bytes(value).hex()}"
    return str(value)


def read_in_many_ways(post: Post) -> None:
    read(post, address=ADDRESS, agent=AGENT)
    read(post, address="2001:db8:77::1", agent=AGENT)
    read(post, address=ADDRESS, agent=AGENT, headers={"x-forwarded-for": ADDRESS})


@pytest.mark.usefixtures("each_backend")
def test_no_table_holds_an_address_or_an_agent(post: Post) -> None:
    read_in_many_ways(post)
    assert roll_up_views() == 2
    values = list(stored_values())
    assert post.title in values
    assert [value for value in values if any(needle in value for needle in NEEDLES)] == []


def test_redis_holds_no_address_and_no_agent(redis_counts: redis.Redis, post: Post) -> None:
    read_in_many_ways(post)
    keys = [key.decode() for key in redis_counts.keys("*")]
    texts = [*keys, *map(str, redis_counts.hgetall("views:pending"))]
    assert len([key for key in keys if key.startswith("views:seen:")]) == 2
    assert [text for text in texts if any(needle in text for needle in NEEDLES)] == []


def test_what_one_reader_read_cannot_be_put_together(post: Post) -> None:
    member = MemberFactory()
    for read_post in (post, PostFactory()):
        read(read_post)
        read(read_post, member=member)
    hashes = {bytes(reader) for reader in CountedView.objects.values_list("reader", flat=True)}
    assert len(hashes) == 4
    assert {len(reader) for reader in hashes} == {16}


def test_stolen_salt_is_of_no_use_without_the_secret_key(post: Post, settings: Settings) -> None:
    read(post)
    settings.SECRET_KEY = "another key, as the thief must guess it"
    read(post)
    assert CountedView.objects.count() == 2
