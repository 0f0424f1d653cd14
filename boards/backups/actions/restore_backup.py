"""Brings a site back from a backup."""

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from boards.backups.actions.verify_backup import (
    failures_of_rows,
    raise_failures,
    refuse_other_engine,
)
from boards.backups.archive import CHUNK, UPLOADS, Archive, SavedFile
from boards.backups.emptiness import filled_tables
from boards.backups.engines import current_backup_engine
from boards.backups.errors import BackupError
from boards.backups.verification import failures_of_site
from boards.backups.versions import refuse_newer, waiting_migrations

TABLES_SHOWN = 5


def restore_backup(
    path: Path,
    *,
    dry_run: bool = False,
    say: Callable[[str], None] = lambda stage: None,
    advance: Callable[[int], None] = lambda number: None,
) -> list[str]:
    """Fill an empty site: the uploads first, one by one, then the database in one transaction.

    A restore that was cut off can be run again: uploads that are there already are left, and the
    database has nothing of the backup or all of it.

    Returns the migrations that the restored database still needs; while there are any, only its
    rows are proved. Raises BackupError, also when the site is not empty or a proof fails.
    """
    archive = Archive(path)
    try:
        refuse_other_engine(archive)
        refuse_newer(archive.manifest)
        engine = current_backup_engine()
        engine.check()
        _refuse_filled_site()
        for saved in archive.files if dry_run else [archive.database]:
            archive.check(saved, advance=advance)
        if dry_run:
            return []
        for saved in archive.manifest.uploads:
            say(saved.name)
            _restore_upload(archive, saved, advance=advance)
        with TemporaryDirectory(prefix="forum-restore-") as folder:
            dump = Path(folder) / engine.file_name
            with dump.open("wb") as target:
                archive.extract(archive.database, target, advance=advance)
            _refuse_filled_site()
            engine.load(dump)
        raise_failures(failures_of_rows(archive, say=say))
        waiting = waiting_migrations()
        if not waiting:
            raise_failures(failures_of_site(say=say))
        return waiting
    finally:
        archive.close()


def _refuse_filled_site() -> None:
    if tables := filled_tables():
        raise BackupError(
            _(
                "This site is not empty: there are rows in %s. A backup can only be restored into"
                " a new database."
            )
            % ", ".join(tables[:TABLES_SHOWN])
        )


def _restore_upload(archive: Archive, saved: SavedFile, *, advance: Callable[[int], None]) -> None:
    name = saved.name.removeprefix(UPLOADS)
    if (there := _sha256_of(name)) is not None:
        if there == saved.sha256:
            advance(saved.bytes)
            return
        raise BackupError(
            _("The storage has a different file %s, which is not written over.") % name
        )
    with TemporaryFile() as content:
        archive.extract(saved, content, advance=advance)
        content.seek(0)
        stored = default_storage.save(name, File(content))
    if stored != name:
        raise BackupError(
            _("The storage has a different file %s, which is not written over.") % name
        )


def _sha256_of(name: str) -> str | None:
    """The SHA-256 of a stored file; None when there is none."""
    try:
        with default_storage.open(name) as content:
            hashed = sha256()
            while chunk := content.read(CHUNK):
                hashed.update(chunk)
    except FileNotFoundError:
        return None
    return hashed.hexdigest()
