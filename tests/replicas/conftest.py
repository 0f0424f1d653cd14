"""A real site with a primary and a replica."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.live_site import LiveSite, running
from tests.replicas.cluster import Cluster, running_cluster

MAX_LAG = 20  # seconds; on a busy machine, a test holds the replica for several
# One process makes all: the first post, then members with their sessions.
MAKE_CONTENT = """
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from boards.members.session_engine import SessionStore
from tests.factories import MemberFactory, PostFactory
print(PostFactory().pk)
for number in range(10):
    member = MemberFactory()
    session = SessionStore()
    session[SESSION_KEY] = str(member.pk)
    session[BACKEND_SESSION_KEY] = "boards.members.backends.MemberBackend"
    session[HASH_SESSION_KEY] = member.get_session_auth_hash()
    session.create()
    print(f"/members/{member.pk}/", session.session_key)
"""


@pytest.fixture(scope="package")
def cluster() -> Iterator[Cluster]:
    """Two servers for all tests of this folder."""
    with running_cluster() as cluster:
        yield cluster


@pytest.fixture(scope="package")
def site(
    cluster: Cluster, static_root: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[LiveSite]:
    """The site of the tests of this folder: two web workers that read from the replica."""
    site = LiveSite(
        folder=tmp_path_factory.mktemp("site"),
        static_root=static_root,
        environment={
            "DATABASE_URL": cluster.primary_url,
            "REPLICA_URLS": cluster.replica_url,
            "REPLICA_MAX_LAG": str(MAX_LAG),
            "TASK_WORKER": "external",
        },
    )
    with running(site):
        yield site


@pytest.fixture(scope="package")
def content(site: LiveSite, cluster: Cluster) -> tuple[int, dict[str, str]]:
    """A post, and the session keys of ten members by the addresses of their pages."""
    post, *members = site.run_python(MAKE_CONTENT).split("\n")
    cluster.catch_up()
    return int(post), dict(line.split() for line in members if line)


@pytest.fixture
def post(content: tuple[int, dict[str, str]]) -> int:
    """The post that the tests read."""
    return content[0]


@pytest.fixture
def keys(content: tuple[int, dict[str, str]]) -> dict[str, str]:
    """The session keys of nine members by the addresses of their pages."""
    return dict(list(content[1].items())[:9])


@pytest.fixture
def key(keys: dict[str, str]) -> str:
    """The session key of one of them."""
    return next(iter(keys.values()))


@pytest.fixture
def leaver(content: tuple[int, dict[str, str]]) -> tuple[str, str]:
    """The page and the session key of a tenth member, who may sign out."""
    return list(content[1].items())[9]
