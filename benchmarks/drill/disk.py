"""A small disk of its own for a database, so that it can be full without filling the machine's."""

import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

SIZE = 384 * 1024 * 1024  # bytes: a new server, its log and the copy that proves a backup
# How much of its log PostgreSQL retains, so that it does not fill such a disk by itself.
SETTINGS = {"max_wal_size": "96MB", "min_wal_size": "32MB"}
_CHUNK = bytes(64 * 1024)
_SECONDS_BETWEEN_LOOKS = 0.2


class NoSmallDisk(Exception):
    """None can be had here; says why."""


@dataclass(frozen=True)
class SmallDisk:
    """A disk in memory; `folder` is where it is mounted."""

    folder: Path

    @contextmanager
    def full(self) -> Iterator[None]:
        """Leave no byte free until the block ends, whatever others give back meanwhile."""
        ballast, has_ended = self.folder / "ballast", threading.Event()
        with ballast.open("wb", buffering=0) as file:
            _fill(file.fileno())
            filler = threading.Thread(target=_keep_full, args=(file.fileno(), has_ended))
            filler.start()
            try:
                yield
            finally:
                has_ended.set()
                filler.join()
                ballast.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[SmallDisk]:
    """Mount a new disk on a folder, which is made, and take it away after the block.

    Raises:
        NoSmallDisk: where this system does not let us mount one.
    """
    if not sys.platform.startswith("linux"):
        raise NoSmallDisk("only Linux has disks in memory")
    if os.geteuid() != 0:
        raise NoSmallDisk("only root may mount a small disk")
    folder.mkdir(parents=True, exist_ok=True)
    options = f"size={SIZE},mode=0700"
    error = _error_of("mount", "-t", "tmpfs", "-o", options, "drill", str(folder))
    if error:
        raise NoSmallDisk(f"a small disk cannot be mounted: {error}")
    try:
        yield SmallDisk(folder)
    finally:
        _unmount(folder)


def _unmount(folder: Path) -> None:
    # A process that ends may hold a file for a moment more: then it goes when that is closed.
    if _error_of("umount", str(folder)) and (error := _error_of("umount", "-l", str(folder))):
        sys.stderr.write(f"{folder} is still mounted: {error}\n")


def _error_of(*command: str) -> str:
    """Run a program of the system; return what went wrong, if anything did."""
    try:
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    except OSError as error:
        return str(error)
    lines = [*done.stderr.splitlines(), f"{command[0]} failed"]
    return lines[0] if done.returncode else ""


def _keep_full(descriptor: int, has_ended: threading.Event) -> None:
    while not has_ended.wait(_SECONDS_BETWEEN_LOOKS):
        _fill(descriptor)


def _fill(descriptor: int) -> None:
    size = len(_CHUNK)
    while size:
        try:
            os.write(descriptor, _CHUNK[:size])
        except OSError as error:
            if error.errno != errno.ENOSPC:
                raise
            size //= 2
