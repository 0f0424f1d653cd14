"""Proves that a backup can be restored: by restoring it, beside the site."""

from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from django.db import connection
from django.utils.translation import gettext as _

from boards.backups.archive import Archive
from boards.backups.digests import TableDigest
from boards.backups.engines import current_backup_engine
from boards.backups.errors import BackupError
from boards.backups.tables import table_digests
from boards.backups.verification import failures_of_site
from boards.backups.versions import refuse_newer, waiting_migrations

_NOBODY = TableDigest(0, "")


def verify_backup(
    path: Path,
    *,
    say: Callable[[str], None] = lambda stage: None,
    advance: Callable[[int], None] = lambda number: None,
) -> Archive:
    """Check every file, fill a database of its own, and prove that; raise BackupError.

    Returns the backup, which is closed.
    """
    archive = Archive(path)
    try:
        refuse_other_engine(archive)
        refuse_newer(archive.manifest)
        for saved in archive.manifest.uploads:
            say(saved.name)
            archive.check(saved, advance=advance)
        engine = current_backup_engine()
        with TemporaryDirectory(prefix="forum-verify-") as folder:
            dump = Path(folder) / engine.file_name
            with dump.open("wb") as target:
                archive.extract(archive.database, target, advance=advance)
            with engine.scratch(dump):
                raise_failures(failures_of_rows(archive, say=say))
                if not waiting_migrations():
                    raise_failures(failures_of_site(say=say))
    finally:
        archive.close()
    return archive


def refuse_other_engine(archive: Archive) -> None:
    """Raise BackupError when the backup is of another kind of database."""
    if archive.manifest.engine != connection.vendor:
        raise BackupError(
            _(
                "This backup is of a %(theirs)s database, and the site uses %(ours)s. Restore it "
                "on a site that uses %(theirs)s, then change the database with move_database."
            )
            % {"theirs": archive.manifest.engine, "ours": connection.vendor}
        )


def failures_of_rows(
    archive: Archive, *, say: Callable[[str], None] = lambda stage: None
) -> list[str]:
    """Compare every table of the default database with the manifest, row by row."""
    found = {}
    for name, digest in table_digests():
        say(name)
        found[name] = digest
    expected = archive.manifest.tables
    return [
        _("Table %(table)s: %(found)d rows were found instead of the %(expected)d that were saved.")
        % {
            "table": name,
            "found": found.get(name, _NOBODY).rows,
            "expected": expected.get(name, _NOBODY).rows,
        }
        for name in sorted({*found, *expected})
        if found.get(name) != expected.get(name)
    ]


def raise_failures(failures: list[str]) -> None:
    """Raise BackupError with all of the sentences, if there are any."""
    if failures:
        raise BackupError("\n".join(failures))
