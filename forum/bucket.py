"""Uploads in a bucket of S3, with the errors of a disk.

The code of the site knows what to do when a file is not there, and when a disk does not work. This
lets a bucket say the same; imported only where there is one (forum/storages.py).
"""

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import (  # type: ignore[attr-defined]
    S3TransferRetriesExceededError,
    TransferConfig,
)
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage

NOT_FOUND = 404
CONNECT_SECONDS = 3  # a worker that waits serves nobody else
READ_SECONDS = 5  # between two pieces of an answer
ATTEMPTS = 2
MEMORY_BYTES = 1024 * 1024  # of one file that is read; a longer one waits on the disk


class Bucket(S3Storage):
    """A bucket that raises FileNotFoundError, or OSError when it cannot be asked."""

    def get_default_settings(self) -> dict[str, Any]:
        """Give up before a web worker is taken for dead, and do not keep large files in memory."""
        waiting = Config(
            connect_timeout=CONNECT_SECONDS,
            read_timeout=READ_SECONDS,
            retries={"total_max_attempts": ATTEMPTS, "mode": "standard"},
        )
        own = {
            "client_config": waiting,
            "max_memory_size": MEMORY_BYTES,
            "transfer_config": TransferConfig(num_download_attempts=1),
        }
        return {**super().get_default_settings(), **own}

    def delete(self, name: str) -> None:
        """Remove a file; nothing there is no error."""
        with _as_errors_of_a_disk(name):
            super().delete(name)

    def exists(self, name: str) -> bool:
        """Say whether there is a file of that name."""
        with _as_errors_of_a_disk(name):
            return bool(super().exists(name))

    def listdir(self, path: str) -> tuple[list[str], list[str]]:
        """Return the names of the folders and of the files in a folder."""
        with _as_errors_of_a_disk(path):
            folders, files = super().listdir(path)
            return folders, files

    def size(self, name: str) -> int:
        """Return how many bytes a file has."""
        with _as_errors_of_a_disk(name):
            return int(super().size(name))

    def _open(self, name: str, mode: str = "rb") -> File:
        """Fetch the whole file at once, so that nothing fails in the middle of an answer."""
        with _as_errors_of_a_disk(name):
            opened: File = super()._open(name, mode)
            if "w" not in mode:
                _fetch(opened)
            return opened

    def _save(self, name: str, content: File) -> str:
        with _as_errors_of_a_disk(name):
            return str(super()._save(name, content))


def _fetch(opened: File) -> None:
    try:
        opened.open()
    except BaseException:
        opened.close()
        raise


@contextmanager
def _as_errors_of_a_disk(name: str) -> Iterator[None]:
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError, S3TransferRetriesExceededError) as error:
        if _status(error) == NOT_FOUND:
            raise FileNotFoundError(errno.ENOENT, "not in the bucket", name) from error
        raise OSError(errno.EIO, f"the bucket cannot be used: {error}", name) from error


def _status(error: Exception) -> int:
    """The status of the answer, where the bucket gave one."""
    if not isinstance(error, ClientError):
        return 0
    return int(error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0))
