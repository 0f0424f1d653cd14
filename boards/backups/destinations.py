"""Where backups are put: never over anything, and complete from the moment they have their name."""

import fcntl
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from django.utils.translation import gettext as _

from boards.backups.archive import write_to_disk
from boards.backups.errors import BackupError

_NAME = re.compile(r"forum-backup-\d{8}T\d{12}Z\.zip")
_WORK_PREFIX = ".forum-backup-"


def destination(given: Path, *, made_at: datetime) -> Path:
    """Return the path of a new backup; raise BackupError when it cannot be there.

    Args:
        given: a folder, in which the name is made of the time, or the file itself.
        made_at: in UTC.
    """
    path = given / f"forum-backup-{made_at:%Y%m%dT%H%M%S%f}Z.zip" if given.is_dir() else given
    if not path.parent.is_dir():
        raise BackupError(_("There is no folder %s.") % path.parent)
    if not os.access(path.parent, os.W_OK | os.X_OK):
        raise BackupError(_("The folder %s is not writable.") % path.parent)
    if path.exists() or path.is_symlink():
        raise BackupError(_("%s is there already, and is not written over.") % path)
    return path


@contextmanager
def work_folder(beside: Path) -> Iterator[Path]:
    """Make a folder for unfinished files that only its owner reads, and remove it with them.

    What a run left there that was killed is removed as well.
    """
    _remove_left_over(beside.parent)
    folder = Path(mkdtemp(prefix=_WORK_PREFIX, dir=beside.parent))
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(descriptor)


def put_in_place(finished: Path, path: Path) -> None:
    """Give a finished file its name; raise BackupError when somebody took the name meanwhile."""
    finished.chmod(0o600)
    write_to_disk(finished)
    try:
        os.link(finished, path)
    except FileExistsError as error:
        raise BackupError(_("%s is there already, and is not written over.") % path) from error
    except OSError:  # a file system without links
        if path.exists():
            raise BackupError(_("%s is there already, and is not written over.") % path) from None
        finished.rename(path)
    write_to_disk(path.parent)


def remove_old(folder: Path, *, keep: int) -> list[Path]:
    """Remove all but the newest backups of a folder, by their names; return what was removed.

    Files of other names are not touched.
    """
    backups = sorted(path for path in folder.iterdir() if _NAME.fullmatch(path.name))
    old = backups[:-keep]
    for path in old:
        path.unlink()
    return old


def _remove_left_over(parent: Path) -> None:
    for folder in parent.glob(f"{_WORK_PREFIX}*/"):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder, ignore_errors=True)
        except BlockingIOError:
            continue  # another backup is being made there
        finally:
            os.close(descriptor)
