"""Finds pg_dump and pg_restore that know the server's version."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.utils.translation import gettext as _

from boards.backups.errors import BackupError

# Where Debian and its children keep each version; those of Red Hat and of the makers follow.
_FOLDERS = ("/usr/lib/postgresql/*/bin", "/usr/pgsql-*/bin", "/opt/homebrew/opt/postgresql@*/bin")
_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")


def program(name: str) -> Path:
    """Return the path of a program of PostgreSQL that is as new as the server, or newer.

    Raises BackupError when there is none.
    """
    server = server_version()
    found: list[int] = []
    for folder in _folders():
        path = shutil.which(name, path=folder)
        number = _version_of(path) if path else None
        if path and number is not None:
            if number >= server:
                return Path(path)
            found.append(number)
    numbers = {"program": name, "server": server, "found": max(found, default=0)}
    if not found:
        sentence = _(
            "%(program)s is not here. Install the PostgreSQL %(server)d client programs, or set "
            "PG_BIN to their folder."
        )
    else:
        sentence = _(
            "%(program)s is of version %(found)d and the server of version %(server)d. Install "
            "the PostgreSQL %(server)d client programs, or set PG_BIN to their folder."
        )
    raise BackupError(sentence % numbers)


def server_version() -> int:
    """Return the major version of the default database's server."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        return int(cursor.fetchone()[0]) // 10_000


def _folders() -> Iterator[str | None]:
    """The folders to look into; None stands for those of PATH."""
    if settings.PG_BIN:
        yield str(settings.PG_BIN)
        return
    yield None
    if own := _folder_of_server():
        yield own
    for pattern in _FOLDERS:
        yield from sorted(map(str, Path("/").glob(pattern.lstrip("/"))), reverse=True)


def _folder_of_server() -> str:
    """The server's own folder, where it tells; it is on this machine if the server is."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT setting FROM pg_config WHERE name = 'BINDIR'")
            row = cursor.fetchone()
    except DatabaseError:
        return ""
    return str(row[0]) if row else ""


def _version_of(path: str) -> int | None:
    try:
        done = subprocess.run(  # noqa: S603
            [path, "--version"], check=False, capture_output=True, text=True, timeout=30
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found else None
