"""The file of a backup: a ZIP that holds the database, the uploads and a manifest.

Any program opens it. The database is compressed unless it is already, the uploads never: pictures
and documents are compressed by nature. The manifest says of each file how long it is and its
SHA-256, and of each table how many rows it has and the digest of them.
"""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError

from django.utils.translation import gettext as _

from boards.backups.digests import TableDigest
from boards.backups.errors import BackupError

FORMAT = 1
MANIFEST = "manifest.json"
UPLOADS = "uploads/"
MAX_MANIFEST_BYTES = 512 * 1024 * 1024
CHUNK = 1024 * 1024
COMPRESSION_LEVEL = 6  # of 9


@dataclass(frozen=True)
class SavedFile:
    """A file inside of a backup: its name, its bytes and their SHA-256."""

    name: str
    bytes: int
    sha256: str


@dataclass
class Manifest:
    """What a backup says of itself. `made_at` is in UTC; `migrations` are "app.name"."""

    engine: str
    made_at: str
    versions: dict[str, str]
    migrations: list[str]
    tables: dict[str, TableDigest] = field(default_factory=dict)
    database: SavedFile | None = None
    uploads: list[SavedFile] = field(default_factory=list)
    missing_uploads: list[str] = field(default_factory=list)
    format: int = FORMAT

    def to_json(self) -> bytes:
        """Write it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> Self:
        """Read it; raise BackupError when it is none, or one of another format."""
        try:
            read = json.loads(text)
            if read["format"] != FORMAT:
                raise BackupError(
                    _("This backup has format %s, which this version cannot read.") % read["format"]
                )
            tables = {name: TableDigest(**digest) for name, digest in read.pop("tables").items()}
            uploads = [SavedFile(**each) for each in read.pop("uploads")]
            database = SavedFile(**read.pop("database"))
            return cls(**read, tables=tables, uploads=uploads, database=database)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise BackupError(_("The manifest of the backup is damaged.")) from error


class ArchiveWriter:
    """Adds files to a new backup."""

    def __init__(self, path: Path) -> None:
        self._zip = ZipFile(path, "w", ZIP_STORED, allowZip64=True)

    def add(
        self,
        name: str,
        content: IO[bytes],
        *,
        compress: bool,
        advance: Callable[[int], None] = lambda number: None,
    ) -> SavedFile:
        """Copy a file into the backup, under a name that begins with no folder of a system."""
        entry = ZipInfo(name)
        entry.compress_type = ZIP_DEFLATED if compress else ZIP_STORED
        entry._compresslevel = COMPRESSION_LEVEL  # type: ignore[attr-defined]
        entry.external_attr = 0o600 << 16
        hashed, length = sha256(), 0
        with self._zip.open(entry, "w", force_zip64=True) as target:
            while chunk := content.read(CHUNK):
                target.write(chunk)
                hashed.update(chunk)
                length += len(chunk)
                advance(len(chunk))
        return SavedFile(name, length, hashed.hexdigest())

    def finish(self, manifest: Manifest) -> str:
        """Add the manifest and close the file; return the manifest's SHA-256."""
        text = manifest.to_json()
        self._zip.writestr(MANIFEST, text, compress_type=ZIP_DEFLATED)
        self._zip.close()
        return sha256(text).hexdigest()


class Archive:
    """A backup that is read.

    Attributes:
        manifest: what it says of itself.
        sha256: of the manifest, which stands for all that it holds.
    """

    def __init__(self, path: Path) -> None:
        """Open it; raise BackupError when it is none or is incomplete."""
        if not path.is_file():
            raise BackupError(_("There is no file %s.") % path)
        try:
            self._zip = ZipFile(path)
            entry = self._zip.getinfo(MANIFEST)
            if entry.file_size > MAX_MANIFEST_BYTES:
                raise BackupError(_("The manifest of the backup is damaged."))
            text = self._zip.read(entry)
        except (BadZipFile, KeyError, OSError, EOFError, NotImplementedError) as error:
            raise BackupError(_("%s is no backup, or an incomplete one.") % path) from error
        self.sha256 = sha256(text).hexdigest()
        self.manifest = Manifest.from_json(text)
        self._check_names()

    @property
    def database(self) -> SavedFile:
        """The saved database."""
        if self.manifest.database is None:
            raise BackupError(_("The manifest of the backup is damaged."))
        return self.manifest.database

    @property
    def files(self) -> list[SavedFile]:
        """Everything that it holds beside the manifest."""
        return [self.database, *self.manifest.uploads]

    def check(self, saved: SavedFile, *, advance: Callable[[int], None]) -> None:
        """Read a file; raise BackupError unless it is what the manifest says."""
        self.extract(saved, None, advance=advance)

    def extract(
        self, saved: SavedFile, target: IO[bytes] | None, *, advance: Callable[[int], None]
    ) -> None:
        """Write a file to a target while it is checked; raise BackupError as `check` does."""
        hashed, length = sha256(), 0
        try:
            with self._zip.open(saved.name) as content:
                while (chunk := content.read(CHUNK)) and length <= saved.bytes:
                    hashed.update(chunk)
                    length += len(chunk)
                    if target is not None:
                        target.write(chunk)
                    advance(len(chunk))
        except (BadZipFile, EOFError, NotImplementedError, RuntimeError, ZlibError) as error:
            raise self._damaged(saved) from error
        if (length, hashed.hexdigest()) != (saved.bytes, saved.sha256):
            raise self._damaged(saved)

    def close(self) -> None:
        """Close the file."""
        self._zip.close()

    def _check_names(self) -> None:
        names = sorted(self._zip.namelist())
        expected = sorted([MANIFEST, *(saved.name for saved in self.files)])
        if names != expected or not all(map(_is_safe, names)):
            raise BackupError(_("The files in the backup do not match its manifest."))
        if not all(saved.name.startswith(UPLOADS) for saved in self.manifest.uploads):
            raise BackupError(_("The files in the backup do not match its manifest."))

    def _damaged(self, saved: SavedFile) -> BackupError:
        return BackupError(_("%s in the backup is not the file that was saved.") % saved.name)


def _is_safe(name: str) -> bool:
    path = PurePosixPath(name)
    is_plain = not path.is_absolute() and ".." not in path.parts
    return is_plain and "\\" not in name and "\0" not in name and str(path) == name


def write_to_disk(path: Path) -> None:
    """Return when the file, or the folder, is on the disk itself."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
