"""A few bytes that all web processes of this machine see, and that change with each write.

Made by gunicorn before it has workers; where nobody made it, as in tests, there is none.
"""

import mmap
import time

BYTES = 8

_memory: mmap.mmap | None = None


def share() -> None:
    """Make the stamp; the processes that are forked from this one share it."""
    global _memory
    _memory = mmap.mmap(-1, mmap.PAGESIZE)


def current() -> bytes | None:
    """Return the stamp as it is now, or None where there is none."""
    return None if _memory is None else _memory[:BYTES]


def moment() -> float:
    """Return when the stamp got its value, in monotonic seconds; 0 for the first and for none."""
    return int.from_bytes(current() or b"") / 1e9


def renew() -> None:
    """Give the stamp a value that it never had."""
    if _memory is not None:
        _memory[:BYTES] = time.monotonic_ns().to_bytes(BYTES)
