"""Lets the code of the site work on another database than its own, for the length of a block."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DEFAULT_DB_ALIAS, connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.utils import load_backend
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from boards.backups.errors import BackupError

# Where the site's own database is found while another one stands in its place.
SOURCE = "backup_source"


def scratch_config(name: str) -> dict[str, Any]:
    """Return an entry of DATABASES for another database beside the site's own.

    Args:
        name: of the database, or the path of SQLite's file, which is opened as it is.
    """
    config = {**connections[DEFAULT_DB_ALIAS].settings_dict, "NAME": name}
    if connections[DEFAULT_DB_ALIAS].vendor == "sqlite":
        config["ENGINE"] = "django.db.backends.sqlite3"
        config["OPTIONS"] = {"init_command": "PRAGMA foreign_keys=ON"}
    return without_pool(config)


def config_of(url: str) -> dict[str, Any]:
    """Return an entry of DATABASES for a URL, as DATABASE_URL is read; raise BackupError."""
    if not url.startswith(("sqlite:", "postgres:", "postgresql:")):
        raise BackupError(_("The URL must begin with sqlite:// or postgres://."))
    read = import_string(settings.DATABASE_URL_READER)
    try:
        config = read(url, base_dir=settings.BASE_DIR, pool_size=1)
    except ImproperlyConfigured as error:
        raise BackupError(_("The database URL cannot be read: %s") % error) from error
    known = connections[DEFAULT_DB_ALIAS].settings_dict
    defaults = {name: value for name, value in known.items() if name not in _OWN_OF_A_DATABASE}
    return without_pool({**_EMPTY, **defaults, **config})


_OWN_OF_A_DATABASE = {"NAME", "USER", "PASSWORD", "HOST", "PORT", "OPTIONS", "ENGINE"}
_EMPTY = {"NAME": "", "USER": "", "PASSWORD": "", "HOST": "", "PORT": "", "OPTIONS": {}}


def without_pool(config: dict[str, Any]) -> dict[str, Any]:
    """Return the entry for one connection that is closed by whoever opened it."""
    options = {name: value for name, value in config["OPTIONS"].items() if name != "pool"}
    return {**config, "OPTIONS": options, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": False}


@contextmanager
def as_default(config: dict[str, Any]) -> Iterator[BaseDatabaseWrapper]:
    """Put a database in the place of the site's own, which is SOURCE meanwhile.

    Migrations, proofs and the search engine all speak to the default database. Only this thread
    sees the exchange. The new connection is closed afterwards.
    """
    own = connections[DEFAULT_DB_ALIAS]
    other = load_backend(config["ENGINE"]).DatabaseWrapper(config, alias=DEFAULT_DB_ALIAS)
    known: Any = connections
    outer = getattr(known._connections, SOURCE, None)  # of a block around this one
    connections[SOURCE] = own
    connections[DEFAULT_DB_ALIAS] = other
    try:
        yield other
    finally:
        other.close()
        connections[DEFAULT_DB_ALIAS] = own
        del connections[SOURCE]
        if outer is not None:
            connections[SOURCE] = outer
