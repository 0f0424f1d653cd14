"""The environment of the tests, set before Django reads its settings.

`pytest --database=sqlite` (the default) or `pytest --database=postgres`. PostgreSQL comes from
TEST_DATABASE_URL or else from a server that this plugin starts from a wheel; a run that cannot
reach it fails.
"""

import os
import secrets
from typing import Any

import pytest

from tests.postgres import start_postgres

ENVIRONMENT = {
    "ENV_FILE": "",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost,127.0.0.1",
    "VIEW_COUNTER_URL": "database://",
    "VIEW_ROLL_UP_INTERVAL": "0",
    "ADMIN_SECOND_STEP": "false",  # its own tests switch it on
    "LINK_PREVIEWS": "false",  # or the tests would ask other sites
    "LOG_LEVEL": "WARNING",
    "DATABASE_POOL_SIZE": "20",
    "EMAIL_URL": "console://",
}
# The file of the tests themselves is chosen in tests/conftest.py.
SQLITE_URL = "sqlite://:memory:"
# Whoever starts the tests may have these set for their own site.
REMOVED = (
    *("DEBUG", "DEBUG_TOOLBAR", "LANGUAGE_CODE", "PORT", "SITE_NAME", "STATIC_ROOT"),
    *("PG_BIN", "REPLICA_MAX_LAG", "REPLICA_URLS"),
    *("MEDIA_ROOT", "S3_ACCESS_KEY_ID", "S3_BUCKET", "S3_ENDPOINT_URL", "S3_REGION"),
    *("S3_SECRET_ACCESS_KEY", "TASK_WORKER"),
    *("CACHE_URL", "DEFAULT_FROM_EMAIL", "GOOGLE_CLIENT_ID", "GOOGLE_CLIENT_SECRET", "LIMITS"),
    *("KAKAO_CLIENT_ID", "KAKAO_CLIENT_SECRET", "NAVER_CLIENT_ID", "NAVER_CLIENT_SECRET"),
    *("SESSION_IDLE_DAYS", "SESSION_MAX_DAYS"),
    *("TIME_ZONE", "TRUSTED_PROXIES", "VIEW_WINDOW", "WEB_CONCURRENCY"),
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add --database."""
    parser.addoption("--database", choices=("sqlite", "postgres"), default="sqlite")


def pytest_collection_modifyitems(config: Any, items: list[Any]) -> None:
    """Leave out of a run on SQLite what SQLite does not have, and count it as deselected."""
    if config.getoption("database") == "sqlite":
        left_out = [item for item in items if item.get_closest_marker("replicas")]
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config: Any, args: list[str]) -> None:
    """Set the environment; workers of pytest-xdist inherit it from their parent."""
    if os.environ.get("FORUM_TESTS_ENVIRONMENT"):
        return
    database = early_config.known_args_namespace.database
    for name in REMOVED:
        os.environ.pop(name, None)
    os.environ.update(ENVIRONMENT)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["DATABASE_URL"] = _postgres_url() if database == "postgres" else SQLITE_URL
    os.environ["FORUM_TESTS_ENVIRONMENT"] = database


def _postgres_url() -> str:
    return os.environ.get("TEST_DATABASE_URL") or start_postgres()
