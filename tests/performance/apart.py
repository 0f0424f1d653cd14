"""A database beside the one of the tests, for what must be committed and is too much to undo."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

SUFFIX = "apart"


@contextmanager
def database_apart() -> Iterator[None]:
    """Let this thread work in a copy of the test database, which is gone after the block."""
    creation, own = connection.creation, dict(connection.settings_dict)
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:  # the copy is one of the file without its log
            cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    _let_go()
    creation.clone_test_db(SUFFIX, verbosity=0)
    try:
        connection.settings_dict.update(creation.get_test_db_clone_settings(SUFFIX))
        yield
    finally:
        _let_go()
        connection.settings_dict.update(own)
        creation.destroy_test_db(suffix=SUFFIX, verbosity=0)


def _let_go() -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()
