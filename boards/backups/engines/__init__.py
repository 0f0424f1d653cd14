"""How each database is saved in one file, and brought back from it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import connection

from boards.backups.engines import postgresql, sqlite


@dataclass(frozen=True)
class BackupEngine:
    """What a database can do for a backup.

    Attributes:
        file_name: of the saved database inside a backup.
        is_compressed: whether that file is compressed already.
        check: raises BackupError when the database cannot be saved from here.
        size: bytes that the database takes.
        version: of the database.
        saving: writes the database to a path and gives, until the block ends, the database with
            the very rows that were written as the default one.
        scratch: gives a database with the rows of a saved file as the default one, and drops it.
        load: fills the default database, which has no rows, from a file: all of it or nothing.
    """

    file_name: str
    is_compressed: bool
    check: Callable[[], None]
    size: Callable[[], int]
    version: Callable[[], str]
    saving: Callable[..., AbstractContextManager[None]]
    scratch: Callable[[Path], AbstractContextManager[None]]
    load: Callable[[Path], Any]


_ENGINES = {
    name: BackupEngine(
        file_name=module.FILE_NAME,
        is_compressed=module.IS_COMPRESSED,
        check=module.check,
        size=module.size,
        version=module.version,
        saving=module.saving,
        scratch=module.scratch,
        load=module.load,
    )
    for name, module in (("sqlite", sqlite), ("postgresql", postgresql))
}


def current_backup_engine() -> BackupEngine:
    """Return what the default database can do."""
    return _ENGINES[connection.vendor]
