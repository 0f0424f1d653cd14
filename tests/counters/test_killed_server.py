"""What a PostgreSQL that is killed takes with it, on a server of its own."""

from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from tests.live_site import LiveSite
from tests.postgres import create_database, start_server
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.replicas

VIEWS = 20
# Killing one process of PostgreSQL is as bad as killing all: the others then start anew as well.
WRITE_AND_KILL = f"""
import os, signal, time
from django.db import connection
from django.utils import timezone
from boards.counters.backends import current_backend
from boards.counters.readers import Reader
from tests.factories import PostFactory

def read(post, numbers):
    for number in numbers:
        reader = Reader(bytes([number] * 16), bytes([number] * 16))
        assert current_backend().record(post_id=post.pk, reader=reader, now=timezone.now())

def asked(sql):
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]

first = PostFactory()
read(first, range({VIEWS}))
written = asked("SELECT pg_current_wal_insert_lsn()")
end = time.monotonic() + {PATIENCE}
while asked(f"SELECT pg_current_wal_flush_lsn() < '{{written}}'"):
    assert time.monotonic() < end, "nothing brings the views to the disk"
    time.sleep(0.05)
last = PostFactory()
victim = asked("SELECT pg_backend_pid()")
read(last, range({VIEWS}))
os.kill(victim, signal.SIGKILL)
print(first.pk, last.pk)
"""
LOOK = """
from boards.counters.models import CountedView
from boards.posts.models import Post
posts = ({first}, {last})
print(*(Post.objects.filter(pk=post).count() for post in posts))
print(*(CountedView.objects.filter(post=post).count() for post in posts))
"""


@pytest.fixture
def site(static_root: Path, tmp_path: Path) -> Iterator[LiveSite]:
    """A site that waits for its disk as any does, on a server that may be killed."""
    server = start_server()
    try:
        url = create_database(server.get_uri())
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute("ALTER SYSTEM SET synchronous_commit = on")
            connection.execute("SELECT pg_reload_conf()")
        site = LiveSite(folder=tmp_path, static_root=static_root, environment={"DATABASE_URL": url})
        site.prepare()
        yield site
        site.remove()
    finally:
        server.cleanup()


def test_a_killed_postgresql_takes_no_post_and_of_the_views_only_the_last(site: LiveSite) -> None:
    first, last = site.run_python(WRITE_AND_KILL).split()
    posts, views = _after_recovery(site, first, last)
    assert posts == [1, 1]
    assert views[0] == VIEWS
    assert views[1] <= VIEWS


def _after_recovery(site: LiveSite, first: str, last: str) -> tuple[list[int], list[int]]:
    _wait_for_recovery(site.environment["DATABASE_URL"])
    posts, views = site.run_python(LOOK.format(first=first, last=last)).strip().split("\n")
    return [int(number) for number in posts.split()], [int(number) for number in views.split()]


def _wait_for_recovery(url: str) -> None:
    def answers() -> bool:
        try:
            psycopg.connect(url).close()
        except psycopg.OperationalError:
            return False
        return True

    wait_until(answers, "PostgreSQL does not come back")
