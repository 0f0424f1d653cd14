"""A database whose tables do not fit the code says so, however it came to that."""

import subprocess
import sys
from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection
from django.test import Client

from forum.schema import schema_problems
from tests.live_site import BASE_DIR, LiveSite

# What breaks a schema, and what is then told of it.
ANYWHERE = {
    "no_column": (
        "ALTER TABLE boards_posts_post DROP COLUMN link",
        "column boards_posts_post link",
    ),
    "no_table": ("DROP TABLE boards_search_recentsearch", "no table boards_search_recentsearch"),
    "no_index": ("DROP INDEX post_order", "boards_posts_post: no index or constraint post_order"),
}
ON_POSTGRES = {
    "column_that_nobody_fills": (
        "ALTER TABLE boards_posts_post ADD COLUMN mood varchar(9) NOT NULL",
        "boards_posts_post: nobody fills mood",
    ),
    "other_type": (
        "ALTER TABLE boards_posts_post ALTER COLUMN source TYPE text",
        "column boards_posts_post source: no character varying(2000)",
    ),
    "may_be_empty": (
        "ALTER TABLE boards_posts_post ALTER COLUMN title DROP NOT NULL",
        "column boards_posts_post title: no character varying(2000)",
    ),
    "no_constraint": (
        "ALTER TABLE boards_posts_post DROP CONSTRAINT post_state_known",
        "boards_posts_post: no index or constraint post_state_known",
    ),
    "no_key": (
        "ALTER TABLE boards_board DROP CONSTRAINT boards_board_slug_key",
        "boards_board: no key of slug",
    ),
    "no_trigger": ("DROP TRIGGER list_post_added ON boards_posts_post", "no trigger list_post"),
    "no_function": ("DROP FUNCTION boards_counters_count_once", "no function boards_counters_"),
}
_COPY = "DROP TABLE boards_board; CREATE TABLE boards_board (id integer PRIMARY KEY, slug {}, mood "
ON_SQLITE = {
    "column_that_nobody_fills": (_COPY.format("text") + "text NOT NULL)", "nobody fills mood"),
    "other_type": (_COPY.format("text NOT NULL") + ")", "boards_board slug: no varchar(88)"),
    "may_be_empty": (_COPY.format("varchar(88)") + ")", "boards_board slug: no varchar(88)"),
    "no_key": (_COPY.format("varchar(88) NOT NULL") + ")", "boards_board: no key of slug"),
    "no_constraint": (_COPY.format("varchar(88)") + ")", "constraint board_slug_not_empty"),
    "no_trigger": ("DROP TRIGGER list_post_added", "no trigger list_post_added"),
}
HOLDS_THE_LOCK = """
from django.db import connection
from boards.db.migration_lock import migration_lock
with migration_lock(connection, on_waiting=exit):
    print("held", flush=True)
    input()
"""


@pytest.fixture(params=sorted(ANYWHERE | ON_POSTGRES | ON_SQLITE))
def problem(request: pytest.FixtureRequest, db: None) -> str:
    """What is told of a schema that is broken, as it is within the test."""
    own = ON_POSTGRES if connection.vendor == "postgresql" else ON_SQLITE
    statements, told = (ANYWHERE | own).get(request.param, ("SELECT 1", ""))
    with connection.cursor() as cursor:
        for statement in statements.split("; "):
            cursor.execute(statement)
    return told


@pytest.mark.django_db
def test_what_the_migrations_make_fits_the_models() -> None:
    assert schema_problems(connection) == []


def test_a_schema_that_does_not_fit_is_not_ready(problem: str, client: Client) -> None:
    report = client.get("/readyz")
    told = report.json()["checks"]["migrations"]["schema"]
    assert [each for each in told if problem in each] or not problem
    assert report.status_code == (503 if problem else 200)


def test_migrate_fails_when_every_migration_has_run_and_the_schema_differs(problem: str) -> None:
    if problem:
        with pytest.raises(SystemCheckError, match="forum.E001"):
            call_command("migrate", verbosity=0, skip_checks=False)


def test_a_second_migrate_waits_for_the_first(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory()
    migrate = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    with site.running_python(HOLDS_THE_LOCK) as first:
        assert first.stdout and first.stdout.readline() == "held\n"
        with subprocess.Popen(
            migrate, cwd=BASE_DIR, env=site.environment, text=True, stderr=subprocess.PIPE
        ) as second:
            assert second.stderr and "Waiting" in second.stderr.readline()
            assert second.poll() is None
            first.communicate("\n")
            second.communicate()
    assert (first.returncode, second.returncode) == (0, 0)
