"""Saves the whole site in one file."""

import platform
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as version_of
from pathlib import Path

import django
from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from boards.backups.archive import UPLOADS, ArchiveWriter, Manifest, SavedFile
from boards.backups.destinations import destination, put_in_place, work_folder
from boards.backups.engines import current_backup_engine
from boards.backups.named_files import named_files
from boards.backups.tables import table_digests


@dataclass(frozen=True)
class MadeBackup:
    """A finished backup: where it is, what it says of itself, and the SHA-256 of that."""

    path: Path
    manifest: Manifest
    sha256: str


def make_backup(
    given: Path,
    *,
    say: Callable[[str], None] = lambda stage: None,
    advance: Callable[[int], None] = lambda number: None,
) -> MadeBackup:
    """Save the database as it is at one moment, then the uploads that it names.

    Writers are not kept waiting. An upload that is removed meanwhile is named in the manifest.

    Args:
        given: the file, or the folder in which it gets a name.
        say: is told the table or the file that is being looked at.
        advance: is told how many bytes were done.

    Raises BackupError, and OSError when the disk is full; no file is left then.
    """
    engine = current_backup_engine()
    engine.check()
    made_at = datetime.now(UTC)
    path = destination(given, made_at=made_at)
    with work_folder(path) as folder:
        dump, unfinished = folder / engine.file_name, folder / "backup.zip"
        unfinished.touch(mode=0o600)
        writer = ArchiveWriter(unfinished)
        with engine.saving(dump, advance=advance):
            manifest = _described(made_at, engine.version())
            for name, digest in table_digests():
                say(name)
                manifest.tables[name] = digest
            names = list(named_files())
        with dump.open("rb") as content:
            manifest.database = writer.add(
                engine.file_name, content, compress=not engine.is_compressed
            )
        dump.unlink()
        _add_uploads(writer, manifest, names, advance=advance, say=say)
        sha256 = writer.finish(manifest)
        put_in_place(unfinished, path)
    return MadeBackup(path, manifest, sha256)


def applied_migrations() -> list[str]:
    """Return the migrations of the default database, as "app.name", in order."""
    applied = MigrationRecorder(connection).applied_migrations()
    return sorted(f"{app}.{name}" for app, name in applied)


def _described(made_at: datetime, version: str) -> Manifest:
    try:
        own = version_of("forum")
    except PackageNotFoundError:
        own = "unknown"
    return Manifest(
        engine=connection.vendor,
        made_at=made_at.isoformat(),
        versions={
            "forum": own,
            "django": django.get_version(),
            "python": platform.python_version(),
            connection.vendor: version,
        },
        migrations=applied_migrations(),
    )


def _add_uploads(
    writer: ArchiveWriter,
    manifest: Manifest,
    names: list[str],
    *,
    advance: Callable[[int], None],
    say: Callable[[str], None],
) -> None:
    for name in names:
        say(name)
        saved = _add_upload(writer, name, advance=advance)
        if saved is None:
            manifest.missing_uploads.append(name)
        else:
            manifest.uploads.append(saved)


def _add_upload(
    writer: ArchiveWriter, name: str, *, advance: Callable[[int], None]
) -> SavedFile | None:
    try:
        content = default_storage.open(name)
        content.size  # noqa: B018  a bucket says only now that the file is not there
    except FileNotFoundError:
        return None
    with content:
        return writer.add(f"{UPLOADS}{name}", content, compress=False, advance=advance)
