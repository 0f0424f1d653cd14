"""The generation of what guests may see: a few bytes that each write changes for all web processes.

Made by gunicorn before it has workers; where nobody made it, as in tests, there is none.
"""

import mmap
import time

BYTES = 8

_memory: mmap.mmap | None = None


def share() -> None:
    """Make the generation; the processes that are forked from this one share it."""
    global _memory
    _memory = mmap.mmap(-1, mmap.PAGESIZE)


def current() -> bytes | None:
    """Return the generation as it is now, or None where there is none."""
    return None if _memory is None else _memory[:BYTES]


def moment() -> float:
    """Return when the generation got its value, in monotonic seconds; 0 before the first write."""
    return int.from_bytes(current() or b"") / 1e9


def bump() -> None:
    """Give the generation a value that it never had: what was cached before is invalid."""
    if _memory is not None:
        _memory[:BYTES] = time.monotonic_ns().to_bytes(BYTES)
