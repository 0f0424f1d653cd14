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

from tests.migrated_database import open_folder, remove_folder
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
TESTS = Path(__file__).resolve().parent
# Fixtures that reach a database without a mark, and folders of tests that start other processes.
REACHES_A_DATABASE = {"db", "transactional_db", "live_site_factory"}
PROCESSES = {"forum", "backups", "replicas", "browser"}
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
    """Leave out what another run has, and count it as deselected.

    Of a run on SQLite that is what SQLite does not have; of one on PostgreSQL what is the same on
    every database, because it reaches none: a quarter of all tests.
    """
    is_of_another_run = (
        _needs_replicas if config.getoption("database") == "sqlite" else _is_the_same_everywhere
    )
    left_out = [item for item in items if is_of_another_run(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def _needs_replicas(item: Any) -> bool:
    return item.get_closest_marker("replicas") is not None


def _is_the_same_everywhere(item: Any) -> bool:
    """Say whether pytest-django lets a test reach no database, and it starts no site either."""
    may_reach_one = item.get_closest_marker("django_db") or _needs_replicas(item)
    starts_processes = PROCESSES & set(item.path.relative_to(TESTS).parts)
    return not (may_reach_one or starts_processes or REACHES_A_DATABASE & set(item.fixturenames))


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
    open_folder()


def pytest_unconfigure(config: Any) -> None:
    """Leave nothing behind; not the workers, who end before their parent."""
    if not hasattr(config, "workerinput"):
        remove_folder()


def _postgres_url() -> str:
    return os.environ.get("TEST_DATABASE_URL") or start_postgres()
