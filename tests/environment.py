"""The environment of the tests, set before Django reads its settings.

`pytest --database=sqlite` (the default) or `pytest --database=postgres`. PostgreSQL comes from
TEST_DATABASE_URL or else from a server that this plugin starts from a wheel; a run that cannot
reach it fails.
"""

import os
import re
import secrets
from pathlib import Path
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
_READ = re.compile(r"environment\.\w+\(\s*\"([A-Z0-9_]+)\"")
_SOURCES = [
    file
    for folder in ("forum", "boards", "deploy")
    for file in (Path(__file__).resolve().parent.parent / folder).rglob("*.py")
]


def variables_of_the_site() -> set[str]:
    """Return the variables that the code reads: whoever starts the tests may have some set."""
    return {name for file in _SOURCES for name in _READ.findall(file.read_text())}


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
    for name in variables_of_the_site():
        os.environ.pop(name, None)
    os.environ.update(ENVIRONMENT)
    os.environ["SECRET_KEY"] = secrets.token_urlsafe(50)
    os.environ["DATABASE_URL"] = _postgres_url() if database == "postgres" else SQLITE_URL
    os.environ["FORUM_TESTS_ENVIRONMENT"] = database


def _postgres_url() -> str:
    return os.environ.get("TEST_DATABASE_URL") or start_postgres()
