"""Rolls up inside each web process, so that no second program need run."""

import os
import threading

import structlog
from django.conf import settings
from django.db import connections

from boards.counters.backends import current_backend
from boards.counters.roll_up import roll_up_views

logger = structlog.get_logger(__name__)


class BackgroundRollUp:
    """One daemon thread for each process; nothing at all when the interval is 0."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._was_started = False
        self._running_in = 0  # a process id, because a thread does not survive a fork
        self._stopped = threading.Event()

    def start(self) -> None:
        """Start rolling up every ROLL_UP_INTERVAL seconds unless this process does already.

        Raises ImproperlyConfigured when the backend cannot be used.
        """
        interval = settings.VIEW_COUNTER["ROLL_UP_INTERVAL"]
        if not interval or self._running_in == os.getpid():
            return
        current_backend()
        with self._lock:
            if self._running_in == os.getpid():
                return
            self._was_started = True
            self._running_in = os.getpid()
            self._stopped = threading.Event()
            threading.Thread(
                target=self._run, args=(interval, self._stopped), name="view-roll-up", daemon=True
            ).start()

    def after_fork_in_parent(self) -> None:
        """Stop: who forks is the master of web workers, which must not inherit its connections."""
        self._stopped.set()
        self._running_in = 0

    def after_fork_in_child(self) -> None:
        """Go on in the worker what its master began before it forked (gunicorn --preload)."""
        self._lock = threading.Lock()
        if self._was_started:
            self.start()

    def _run(self, interval: float, stopped: threading.Event) -> None:
        while not stopped.wait(interval):
            try:
                roll_up_views()
            except Exception:
                # The database may be away for a while; the views wait, and so does this thread.
                logger.exception("view_roll_up_failed")
            finally:
                connections.close_all()


background_roll_up = BackgroundRollUp()
os.register_at_fork(
    after_in_parent=background_roll_up.after_fork_in_parent,
    after_in_child=background_roll_up.after_fork_in_child,
)
