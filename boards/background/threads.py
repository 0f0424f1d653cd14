"""A thread of each web process that does the same work again and again."""

import os
import threading
from collections.abc import Callable

import structlog
from django.db import connections

MAX_PAUSE = 8.0  # seconds between two attempts while the work fails

logger = structlog.get_logger(__name__)


class RepeatingThread:
    """One daemon thread for each process; it outlives failures of its work and forks.

    Attributes:
        name: of the thread, and of the line in the log when its work fails: `<name>_failed`.
    """

    def __init__(self, *, name: str, work: Callable[[], object]) -> None:
        self.name = name
        self._work = work
        self._seconds = 0.0  # 0 until it was started
        self._lock = threading.Lock()
        self._running_in = 0  # a process id, because a thread does not survive a fork
        self._stopped = threading.Event()
        os.register_at_fork(
            after_in_parent=self._after_fork_in_parent, after_in_child=self._after_fork_in_child
        )

    @property
    def is_running(self) -> bool:
        """Whether this process has the thread."""
        return self._running_in == os.getpid()

    def start(self, *, every: float) -> None:
        """Do the work after each `every` seconds, unless this process does already."""
        with self._lock:
            if self.is_running:
                return
            self._seconds = every
            self._running_in = os.getpid()
            self._stopped = threading.Event()
            threading.Thread(
                target=self._run, args=(every, self._stopped), name=self.name, daemon=True
            ).start()

    def _run(self, seconds: float, stopped: threading.Event) -> None:
        pause = seconds
        while not stopped.wait(pause):
            try:
                self._work()
            except Exception:
                # The database may be away for a while; the work waits, and so does this thread.
                logger.exception(f"{self.name}_failed")
                pause = min(2 * pause, max(MAX_PAUSE, seconds))
            else:
                if pause != seconds:
                    logger.info(f"{self.name}_goes_on")
                pause = seconds
            finally:
                connections.close_all()

    def _after_fork_in_parent(self) -> None:
        # Who forks is the master of web workers, which must not inherit its connections.
        self._stopped.set()
        self._running_in = 0

    def _after_fork_in_child(self) -> None:
        # The worker goes on with what its master began (gunicorn --preload).
        self._lock = threading.Lock()
        if self._seconds:
            self.start(every=self._seconds)
