"""SQLite: its online backup copies one moment of the file while others write.

A plain copy of the file would lack what still stands in the log beside it, and could mix pages of
two moments (https://sqlite.org/howtocorrupt.html, section 1.2).
"""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from boards.backups.databases import as_default, scratch_config
from boards.backups.errors import BackupError

FILE_NAME = "database.sqlite3"
IS_COMPRESSED = False
PAGES_AT_ONCE = 2_000  # between two signs of progress


def check() -> None:
    """Refuse a database in memory, which no file shows."""
    database: Any = connection
    if database.is_in_memory_db():
        raise BackupError(_("An in-memory database cannot be backed up."))


def size() -> int:
    """Return the bytes of the database without its log."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT page_count * page_size FROM pragma_page_count, pragma_page_size")
        return int(cursor.fetchone()[0])


def version() -> str:
    """Return SQLite's version."""
    return sqlite3.sqlite_version


@contextmanager
def saving(path: Path, *, advance: Callable[[int], None]) -> Iterator[None]:
    """Copy the database, and open the copy.

    Args:
        advance: is told how many bytes came.

    Raises:
        BackupError: when the copy cannot be written, or the database not read.
    """
    try:
        _copy_online(path, advance=advance)
    except sqlite3.Error as error:
        raise BackupError(_("The database could not be copied: %s.") % error) from error
    with as_default(scratch_config(str(path))):
        yield


def _copy_online(path: Path, *, advance: Callable[[int], None]) -> None:
    with (
        closing(_opened(str(connection.settings_dict["NAME"]))) as source,
        closing(sqlite3.connect(path, isolation_level=None)) as copy,
    ):
        page_size = source.execute("PRAGMA page_size").fetchone()[0]
        # In one transaction that reads, all pages are those of its beginning.
        source.execute("BEGIN")
        source.execute("SELECT 1 FROM sqlite_master").fetchall()
        left = None

        def progress(status: int, remaining: int, total: int) -> None:
            nonlocal left
            advance(((total if left is None else left) - remaining) * page_size)
            left = remaining

        source.backup(copy, pages=PAGES_AT_ONCE, progress=progress, sleep=0)
        source.execute("ROLLBACK")
        copy.execute("PRAGMA journal_mode=DELETE")  # no log beside it that could get lost


@contextmanager
def scratch(path: Path) -> Iterator[None]:
    """Open a copy of the file, which the proofs may write to."""
    with TemporaryDirectory(prefix="forum-verify-") as folder:
        copy = Path(folder) / FILE_NAME
        path.rename(copy) if path.stat().st_dev == copy.parent.stat().st_dev else _copy(path, copy)
        _check_integrity(copy)
        with as_default(scratch_config(str(copy))):
            yield


def load(path: Path) -> None:
    """Write the file over the database in one transaction, whoever has it open."""
    _check_integrity(path)
    connection.close()
    with closing(_opened(str(path))) as source:
        target = sqlite3.connect(str(connection.settings_dict["NAME"]), isolation_level=None)
        with closing(target):
            page_size = source.execute("PRAGMA page_size").fetchone()[0]
            target.execute(f"PRAGMA page_size={page_size}")
            source.backup(target)
            target.execute("PRAGMA journal_mode=WAL")


def _opened(name: str) -> sqlite3.Connection:
    return sqlite3.connect(
        Path(name).absolute().as_uri() + "?mode=rw", uri=True, isolation_level=None
    )


def _copy(path: Path, copy: Path) -> None:
    with closing(_opened(str(path))) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)


def _check_integrity(path: Path) -> None:
    try:
        with closing(_opened(str(path))) as opened:
            complaints = [text for (text,) in opened.execute("PRAGMA integrity_check(5)")]
    except sqlite3.DatabaseError as error:
        complaints = [str(error)]
    if complaints != ["ok"]:
        raise BackupError(_("The database in the backup is damaged: %s") % "; ".join(complaints))
