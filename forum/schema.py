"""Whether a database has all that the code expects of it, triggers and functions among them."""

from collections.abc import Sequence
from functools import cache
from typing import Any

from django.core import checks
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from boards.counters.backends.count_once import FUNCTION, is_function_missing
from boards.db.schema import differences
from boards.moderation.log.triggers import LOG_TRIGGERS
from boards.posts.lists.numbering.triggers import LIST_TRIGGERS


def missing_migrations(connection: BaseDatabaseWrapper) -> list[str]:
    """Return the last migrations of apps that have not run, as `app.name`."""
    missing = _latest_migrations() - MigrationRecorder(connection).applied_migrations().keys()
    return sorted(".".join(each) for each in missing)


def schema_problems(connection: BaseDatabaseWrapper) -> list[str]:
    """Return how the schema differs from what the code expects; empty when it fits.

    Raises:
        django.db.Error: when the database cannot be read.
    """
    problems = differences(connection)
    missing = LIST_TRIGGERS.missing(connection) + LOG_TRIGGERS.missing(connection)
    problems += [f"no trigger {name}" for name in sorted(missing)]
    if is_function_missing(connection):
        problems.append(f"no function {FUNCTION}")
    return problems


def check_schema(databases: Sequence[str] | None = None, **kwargs: Any) -> list[checks.Error]:
    """Let `manage.py check --database default`, and `migrate`, tell what differs.

    A database that still lacks migrations differs rightly.
    """
    return [
        checks.Error(
            problem, hint="See “When the schema differs” in docs/settings.md.", id="forum.E001"
        )
        for alias in databases or ()
        if not missing_migrations(connections[alias])
        for problem in schema_problems(connections[alias])
    ]


@cache
def _latest_migrations() -> frozenset[tuple[str, str]]:
    """Return the last migration of each app; read once, for they come with the code."""
    return frozenset(MigrationLoader(None).graph.leaf_nodes())
