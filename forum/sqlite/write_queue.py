"""The line in which the writers of all processes stand, as a lock on a file."""

import fcntl
import os
import threading
from time import monotonic


class WriteQueue:
    """A place in the line; the operating system gives its lock to who asked first.

    It lets nobody ask for a lock until a moment only. So a thread asks for it, which the writer
    leaves behind when it gives up: once the lock is there, the thread gives it back.
    """

    def __init__(self, path: str) -> None:
        self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def enter_at_once(self) -> bool:
        """Become the first if nobody else is there; say whether it went."""
        try:
            fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def enter(self, *, until: float) -> bool:
        """Wait to be the first until a moment of the monotonic clock; say whether it went.

        A queue that was waited for in vain closes itself, and is not used again.
        """
        place = _Place(self._descriptor)
        threading.Thread(target=place.wait, name="write_queue", daemon=True).start()
        return place.is_reached(max(0.0, until - monotonic()))

    def leave(self) -> None:
        """Let the next one in."""
        fcntl.flock(self._descriptor, fcntl.LOCK_UN)

    def close(self) -> None:
        """Give back what the operating system lent."""
        os.close(self._descriptor)


class _Place:
    """One wait for the lock, by a thread; whoever comes first says how it ends."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._lock = threading.Lock()
        self._reached = threading.Event()
        self._is_given_up = False

    def wait(self) -> None:
        """Wait for the lock; when nobody wants it any more, give it back with the file."""
        fcntl.flock(self._descriptor, fcntl.LOCK_EX)
        with self._lock:
            if not self._is_given_up:
                self._reached.set()
                return
        os.close(self._descriptor)

    def is_reached(self, seconds: float) -> bool:
        """Say whether the lock came in time; give up otherwise."""
        if self._reached.wait(seconds):
            return True
        with self._lock:
            self._is_given_up = not self._reached.is_set()
        return not self._is_given_up
