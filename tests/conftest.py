"""What every test may ask for."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.cache import caches
from django.db import connection
from django.test import override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis_settings

from tests.live_site import LiveSite, collected_static_files
from tests.migrated_database import copy_to_sqlite, postgres_template
from tests.new_process import forget_everything
from tests.redis_server import running_redis

# How long an example takes on the clock says what else the machine does.
hypothesis_settings.register_profile(
    "forum", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
hypothesis_settings.load_profile("forum")


@pytest.fixture(scope="session", autouse=True)
def quick_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Serve static files from where they are written, under their own names; hash quickly.

    What members upload goes into a folder that pytest removes.
    """
    plain = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with override_settings(
        STORAGES={**settings.STORAGES, "staticfiles": plain},
        MEDIA_ROOT=tmp_path_factory.mktemp("media"),
        WHITENOISE_USE_FINDERS=True,
        WHITENOISE_AUTOREFRESH=True,
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
    ):
        yield


@pytest.fixture(autouse=True)
def as_in_a_new_process() -> None:
    """Begin each test without what others left in memory."""
    forget_everything()


@pytest.fixture(autouse=True)
def nothing_committed(request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[None]:
    """Take away what a flush leaves behind a test that commits.

    Its tables are those of models, so the cache is not among them, and a pool hands connections
    out again with what their sessions were set to.
    """
    yield
    marker = request.node.get_closest_marker("django_db")
    commits = marker is not None and marker.kwargs.get("transaction", False)
    if commits or "transactional_db" in request.fixturenames:
        with django_db_blocker.unblock():
            caches["default"].clear()
            connection.close()
            if connection.vendor == "postgresql":
                connection.close_pool()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    tmp_path_factory: pytest.TempPathFactory, django_db_modify_db_settings_parallel_suffix: None
) -> None:
    """Begin with a copy of the migrated database.

    SQLite's is in a file: one in memory locks differently from the real one.
    """
    test = settings.DATABASES["default"].setdefault("TEST", {})
    if connection.vendor == "sqlite":
        path = tmp_path_factory.mktemp("database") / "tests.sqlite3"
        copy_to_sqlite(path)
        test["NAME"] = str(path)
    else:
        test["TEMPLATE"] = postgres_template(os.environ["DATABASE_URL"])


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """Take SQLite's file as it was copied; pytest removes it with its folder."""
    return connection.vendor == "sqlite"


@pytest.fixture(scope="session")
def redis_url() -> Iterator[str]:
    """The URL of a real Redis, one for each worker of pytest-xdist."""
    with running_redis() as url:
        yield url


@pytest.fixture(scope="session")
def static_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the collected static files, as a live site serves them."""
    return collected_static_files(tmp_path_factory.mktemp("static"))


@pytest.fixture
def live_site_factory(static_root: Path, tmp_path: Path) -> Iterator[Callable[..., LiveSite]]:
    """Start the real site under gunicorn: `live_site_factory(VIEW_COUNTER_URL=redis_url)`.

    Keyword arguments are variables of its environment. Every call gives a running site with an
    empty, migrated database of its own; all of them stop when the test ends.
    """
    started: list[LiveSite] = []

    def start(**environment: Any) -> LiveSite:
        site = LiveSite(folder=tmp_path, static_root=static_root, environment=environment)
        started.append(site)
        site.prepare()
        site.start()
        return site

    yield start
    for site in started:
        site.remove()
