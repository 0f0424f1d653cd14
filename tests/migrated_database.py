"""One database with every migration, made once for a run: whoever needs an own one gets a copy.

The migrations take longer than most tests, and every worker and every live site begins with them.
"""

import fcntl
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from pathlib import Path
from urllib.parse import urlsplit

from tests.postgres import create_database

BASE_DIR = Path(__file__).resolve().parent.parent
FOLDER = "FORUM_TESTS_FOLDER"  # the variable by which workers learn where it is


def open_folder() -> None:
    """Make the folder that the workers of this run share."""
    os.environ[FOLDER] = tempfile.mkdtemp(prefix="forum-tests-run-")


def remove_folder() -> None:
    """Remove it; PostgreSQL takes its database along when it ends."""
    shutil.rmtree(os.environ[FOLDER], ignore_errors=True)


def copy_to_sqlite(path: Path) -> None:
    """Write a database with every migration to a file that is not there yet."""
    shutil.copyfile(_migrated_file(), path)
    path.chmod(0o600)


def postgres_template(server_url: str) -> str:
    """Return the name of the database from which `CREATE DATABASE` copies.

    Args:
        server_url: the URL of any database on the same server.
    """
    with _alone() as folder:
        known = folder / f"template-{blake2b(server_url.encode(), digest_size=8).hexdigest()}"
        if not known.exists():
            url = create_database(server_url)
            _migrate(url)
            known.write_text(urlsplit(url).path.strip("/"))
        return known.read_text()


def _migrated_file() -> Path:
    with _alone() as folder:
        file = folder / "migrated.sqlite3"
        if not file.exists():
            made = folder / "being-made.sqlite3"
            _migrate(f"sqlite:///{made}")
            made.rename(file)
        return file


@contextmanager
def _alone() -> Iterator[Path]:
    """Hold the folder: of several workers one makes the database, and the others wait for it."""
    folder = Path(os.environ[FOLDER])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield folder


def _migrate(url: str) -> None:
    subprocess.run(
        [sys.executable, "manage.py", "migrate", "--verbosity=0"],
        cwd=BASE_DIR,
        env={**os.environ, "DATABASE_URL": url},
        check=True,
    )
