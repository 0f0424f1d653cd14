"""The engine of the site's database."""

from django.db import connection

from boards.search.index.engines.base import Engine
from boards.search.index.engines.postgresql import PostgreSQLEngine
from boards.search.index.engines.sqlite import SQLiteEngine

_ENGINES: dict[str, type[Engine]] = {"postgresql": PostgreSQLEngine, "sqlite": SQLiteEngine}


def current_engine() -> Engine:
    """Return the engine of the default database."""
    return _ENGINES[connection.vendor]()
