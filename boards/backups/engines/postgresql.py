"""PostgreSQL: pg_dump saves one moment, which a transaction of ours holds to look at as well."""

import re
import secrets
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

import psycopg
from django.db import connection, transaction
from django.utils.translation import gettext as _
from psycopg.conninfo import make_conninfo
from psycopg.pq import Conninfo

from boards.backups.databases import as_default, scratch_config, without_pool
from boards.backups.engines.pg_programs import program
from boards.backups.errors import BackupError
from boards.backups.tables import table_names

FILE_NAME = "database.pgdump"
IS_COMPRESSED = True
_HOLD_ONE_MOMENT = (
    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY",
    "SET LOCAL statement_timeout = 0",
    "SET LOCAL idle_in_transaction_session_timeout = 0",  # while pg_dump works
)


def check() -> None:
    """Raise BackupError without a fitting pg_dump and pg_restore."""
    program("pg_dump")
    program("pg_restore")


def size() -> int:
    """Return the bytes of the database on the server."""
    return int(_one("SELECT pg_database_size(current_database())"))


def version() -> str:
    """Return the server's version."""
    return str(_one("SHOW server_version"))


@contextmanager
def saving(path: Path, *, advance: Callable[[int], None]) -> Iterator[None]:
    """Let pg_dump write its custom format, and go on looking at the same moment."""
    with as_default(without_pool(connection.settings_dict)), transaction.atomic():
        with connection.cursor() as cursor:
            for statement in _HOLD_ONE_MOMENT:
                cursor.execute(statement)
        snapshot, schema = _one("SELECT pg_export_snapshot()"), _one("SELECT current_schema()")
        _run(
            program("pg_dump"),
            *("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={snapshot}"),
            *(f"--schema={schema}", f"--file={path}"),
        )
        advance(size())
        yield


@contextmanager
def scratch(path: Path) -> Iterator[None]:
    """Make a database on the same server, fill it, and drop it."""
    name = f"forum_verify_{secrets.token_hex(6)}"
    program("pg_restore")
    schema = connection.ops.quote_name(_one("SELECT current_schema()"))
    with _server() as server:
        try:
            server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0'.encode())
        except psycopg.errors.InsufficientPrivilege as error:
            raise BackupError(
                _(
                    "The database role may not create a database to test the backup in. Allow it "
                    "with ALTER ROLE … CREATEDB, or verify the backup on another server."
                )
            ) from error
        try:
            with as_default(scratch_config(name)):
                with connection.cursor() as cursor:
                    cursor.execute(f"CREATE SCHEMA IF NOT EXISTS {schema}")
                _restore(path)
                yield
        finally:
            server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def load(path: Path) -> None:
    """Drop the empty tables, and let pg_restore make and fill them in one transaction."""
    quote = connection.ops.quote_name
    with transaction.atomic(), connection.cursor() as cursor:
        if tables := table_names():
            cursor.execute(f"DROP TABLE {', '.join(map(quote, tables))} CASCADE")
        cursor.execute(_OWN_FUNCTIONS)
        for (function,) in cursor.fetchall():
            cursor.execute(f"DROP FUNCTION {function}")
    _restore(path)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _restore(path: Path) -> None:
    """Bring back everything but the schema and extensions, which are the server's to make."""
    pg_restore = program("pg_restore")
    wanted = path.with_name("wanted.list")
    listed = _call([str(pg_restore), "--list", str(path)])
    wanted.write_text("".join(line for line in listed.splitlines(True) if not _MADE_BY.match(line)))
    _run(pg_restore, *_INTO_ONE_TRANSACTION, f"--use-list={wanted}", str(path))


_MADE_BY = re.compile(r"\d+; \d+ \d+ (COMMENT - )?(SCHEMA|EXTENSION) ")
_INTO_ONE_TRANSACTION = ("--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error")
_OWN_FUNCTIONS = """
SELECT oid::regprocedure FROM pg_proc
WHERE pronamespace = current_schema()::regnamespace
AND (prorettype = 'trigger'::regtype OR starts_with(proname, 'boards_'))
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def _one(query: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def _server() -> "psycopg.Connection[Any]":
    try:
        return psycopg.connect(**_parameters(), autocommit=True)
    except psycopg.OperationalError as error:
        raise BackupError(str(error)) from error


def _parameters() -> dict[str, Any]:
    """What the driver of PostgreSQL is told of the default database, and its programs as well."""
    known = {option.keyword.decode() for option in Conninfo.get_defaults()}
    given: dict[str, Any] = connection.get_connection_params()
    return {name: value for name, value in given.items() if name in known and value is not None}


def _run(path: Path, *arguments: str) -> None:
    parameters = _parameters()
    password = str(parameters.pop("password", ""))
    with NamedTemporaryFile("w", prefix="forum-") as passwords:
        if password:
            # Not on the command line, which others on the machine can read.
            escaped = password.replace("\\", "\\\\").replace(":", "\\:")
            passwords.write(f"*:*:*:*:{escaped}\n")
            passwords.flush()
            parameters["passfile"] = passwords.name
        known = f"--dbname={make_conninfo(**parameters)}"
        _call([str(path), known, "--no-password", *arguments])


def _call(command: list[str]) -> str:
    done = subprocess.run(  # noqa: S603
        command, check=False, capture_output=True, text=True, errors="replace"
    )
    if done.returncode:
        raise BackupError(
            _("%(program)s failed: %(error)s")
            % {"program": Path(command[0]).name, "error": done.stderr.strip()[-1000:]}
        )
    return done.stdout
