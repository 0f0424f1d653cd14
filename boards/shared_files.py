"""Files without a name, which a process shares with all that are forked from it.

They are in memory where the system offers that, and end with the last process that has them.
"""

import fcntl
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager


def nameless_file(purpose: str) -> int:
    """Return the descriptor of a new, empty file.

    Args:
        purpose: what the system shows beside it in a list of open files.
    """
    if hasattr(os, "memfd_create"):
        return os.memfd_create(purpose)
    with tempfile.TemporaryFile() as file:
        return os.dup(file.fileno())


@contextmanager
def locked(descriptor: int, byte: int, *, waits: bool = True) -> Iterator[None]:
    """Keep other processes from locking the same byte of a file meanwhile.

    Such a lock is a process's own and ends with it
    (https://man7.org/linux/man-pages/man2/fcntl.2.html); it keeps no thread of this process out.

    Raises:
        BlockingIOError: where another process has it and this one does not wait.
    """
    kind = fcntl.LOCK_EX | (0 if waits else fcntl.LOCK_NB)
    fcntl.lockf(descriptor, kind, 1, byte)
    try:
        yield
    finally:
        fcntl.lockf(descriptor, fcntl.LOCK_UN, 1, byte)
