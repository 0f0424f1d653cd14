"""What Django needs to know of the database that DATABASE_URL names."""

from pathlib import Path
from typing import Any

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from forum import deadlines
from forum.postgres.connections import PooledConnection

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    # An acknowledged post survives a power cut: each commit waits for the disk. What may be lost
    # says so by `forum.sqlite.base.DatabaseWrapper.hurrying`.
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
)


# A replica is asked again soon, and the primary answers meanwhile.
REPLICA_OPTIONS = {"connect_timeout": 2, "tcp_user_timeout": 2000}  # seconds; milliseconds
REPLICA_POOL_OPTIONS = {"reconnect_timeout": 2}  # seconds


def database_config(url: str, *, base_dir: Path, pool_size: int) -> dict[str, Any]:
    """Return an entry of Django's DATABASES.

    Args:
        url: `sqlite:///path`, relative to `base_dir` unless it begins with a fourth slash, or
            `postgres://user:password@host:port/name?options`.
        pool_size: how many connections to PostgreSQL one process keeps at most.

    Raises ImproperlyConfigured when the URL cannot be read or SQLite's folder cannot be made.
    """
    config = _parsed(url, setting="DATABASE_URL")
    if url.startswith("sqlite:"):
        if not url.removeprefix("sqlite:").strip("/"):
            raise ImproperlyConfigured("The setting DATABASE_URL names no file for SQLite.")
        return config | _sqlite(str(config["NAME"]), base_dir=base_dir)
    return config | _postgres(config.get("OPTIONS", {}), pool_size=pool_size)


def replica_configs(
    urls: list[str], *, primary: dict[str, Any], pool_size: int
) -> dict[str, dict[str, Any]]:
    """Return entries of Django's DATABASES by alias: `replica_1` and so on.

    Args:
        urls: of the replicas, as `database_config` takes those of PostgreSQL.
        primary: the entry of the database that they follow.
        pool_size: as for `database_config`, of each replica.

    Raises ImproperlyConfigured when a URL cannot be read or the primary is not PostgreSQL.
    """
    if urls and primary["ENGINE"] != "forum.postgres":
        raise ImproperlyConfigured("The setting REPLICA_URLS needs PostgreSQL in DATABASE_URL.")
    return {
        f"replica_{number}": _replica(url, pool_size=pool_size)
        for number, url in enumerate(urls, start=1)
    }


def _replica(url: str, *, pool_size: int) -> dict[str, Any]:
    config = _parsed(url, setting="REPLICA_URLS")
    config |= _postgres(REPLICA_OPTIONS | config.get("OPTIONS", {}), pool_size=pool_size)
    config["OPTIONS"]["pool"] |= REPLICA_POOL_OPTIONS
    return config | {
        "ENGINE": "forum.replicas",
        "CONN_HEALTH_CHECKS": False,  # what a dead connection does not answer, the primary does
        "DISABLE_SERVER_SIDE_CURSORS": True,  # for the same reason: one answer comes at once
        "TEST": {"MIRROR": "default"},
    }


def _parsed(url: str, *, setting: str) -> dict[str, Any]:
    try:
        return {**dj_database_url.parse(url)}
    except ValueError as error:
        raise ImproperlyConfigured(f"The setting {setting} is not a readable URL.") from error


def _sqlite(name: str, *, base_dir: Path) -> dict[str, Any]:
    if name != ":memory:":
        path = base_dir / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise ImproperlyConfigured(
                f"The setting DATABASE_URL names a folder that cannot be made: {path.parent}."
            ) from error
        name = str(path)
    return {
        "ENGINE": "forum.sqlite",
        "NAME": name,
        "CONN_MAX_AGE": None,  # opening a file anew for each request gains nothing
        "OPTIONS": {
            # The write lock is taken at BEGIN: a transaction never fails halfway to get it.
            "transaction_mode": "IMMEDIATE",
            "timeout": deadlines.PATIENT,  # seconds to wait for another writer
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _postgres(options_of_url: dict[str, Any], *, pool_size: int) -> dict[str, Any]:
    return {
        "ENGINE": "forum.postgres",
        "CONN_MAX_AGE": 0,  # the pool keeps the connections
        "CONN_HEALTH_CHECKS": True,  # a connection that a restart of PostgreSQL cut is replaced
        "OPTIONS": {
            **options_of_url,
            "server_side_binding": True,
            "prepare_threshold": 5,
            "pool": {
                "connection_class": PooledConnection,
                "min_size": 1,
                "max_size": pool_size,
                "reconnect_timeout": 8,  # seconds; tries further apart would prolong an outage
            },
        },
    }
