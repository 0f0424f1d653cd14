"""Records that wait in memory for all web processes of a machine, and outlive each of them.

A file without a name, in memory where the system offers that: gunicorn makes it before it has
workers, which inherit it. What one of them appends stays when that one is killed; only the end of
all of them ends it.
"""

import os
import threading
from collections.abc import Callable, Iterator
from functools import cache

from boards.shared_files import locked, nameless_file

HEADER_BYTES = 8  # where the first record begins that is still to be taken
MAX_BYTES = 10_000_000  # of all records in the shared one: some 50,000 views
CHUNK_BYTES = 256 * 1024  # that are read at a time
# Bytes of the file that are locked.
_APPENDING, _TAKING = 0, 1


class Spool:
    """A queue of records without line ends; those behind a failure wait for it.

    Args:
        max_bytes: of all records that wait.
    """

    def __init__(self, *, max_bytes: int = MAX_BYTES) -> None:
        self._max_bytes = max_bytes
        self._descriptor = nameless_file("views")
        self._appending, self._taking = threading.Lock(), threading.Lock()
        self._write_start(HEADER_BYTES)

    def append(self, record: bytes) -> bool:
        """Add a record behind the others; say whether there was room for it."""
        line = record + b"\n"
        with self._appending, locked(self._descriptor, _APPENDING):
            end = max(HEADER_BYTES, self._size())
            if end - self._start() + len(line) > self._max_bytes:
                return False
            os.pwrite(self._descriptor, line, end)
            return True

    def take(self, use: Callable[[bytes], None], *, at_most: int | None = None) -> int:
        """Use the records in the order in which they came; return how many bytes are left.

        One that `use` fails with stays, as do those behind it. A process that is killed meanwhile
        leaves the record it has just used to the next one: using it twice must not matter. While
        another process or thread takes, nothing is done.

        Raises:
            Exception: whatever `use` raises.
        """
        if self.is_empty() or not self._taking.acquire(blocking=False):
            return self._waiting_bytes()
        try:
            self._take(use, at_most)
        except BlockingIOError:
            pass  # another process takes
        finally:
            self._taking.release()
        return self._waiting_bytes()

    def is_empty(self) -> bool:
        """Say whether nothing waits."""
        return self._waiting_bytes() == 0

    def clear(self) -> None:
        """Forget all records."""
        with self._appending, locked(self._descriptor, _APPENDING):
            self._make_empty()

    def _take(self, use: Callable[[bytes], None], at_most: int | None) -> None:
        with locked(self._descriptor, _TAKING, waits=False):
            for number, line in enumerate(self._lines()):
                if number == at_most:
                    return
                use(line)
                self._write_start(self._start() + len(line) + 1)
            with self._appending, locked(self._descriptor, _APPENDING):
                if not self._waiting_bytes():
                    self._make_empty()

    def _lines(self) -> Iterator[bytes]:
        while chunk := os.pread(self._descriptor, CHUNK_BYTES, self._start()):
            lines = chunk.split(b"\n")[:-1]
            if not lines:
                return  # the last one is not all there
            yield from lines

    def _make_empty(self) -> None:
        os.ftruncate(self._descriptor, HEADER_BYTES)
        self._write_start(HEADER_BYTES)

    def _waiting_bytes(self) -> int:
        return max(0, self._size() - self._start())

    def _size(self) -> int:
        return os.fstat(self._descriptor).st_size

    def _start(self) -> int:
        return int.from_bytes(os.pread(self._descriptor, HEADER_BYTES, 0))

    def _write_start(self, start: int) -> None:
        os.pwrite(self._descriptor, start.to_bytes(HEADER_BYTES), 0)


@cache
def share() -> Spool:
    """Return the spool of this process and of all that are forked from it after the first call."""
    return Spool()
