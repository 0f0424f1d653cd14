"""The worker of `manage.py db_worker`, which does nothing else."""

import signal
import sys
import time
from types import FrameType
from typing import Any

import structlog
from django.db import close_old_connections
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult, DBTaskResultQuerySet

from boards.background.claims import Claim, claim_next
from boards.background.outages import growing_pauses
from boards.background.retrying import resume_abandoned
from boards.background.running import StopTaskError, run_claimed
from boards.background.worker import GRACE, start_keeping_order

SLICE = 0.2  # seconds between two looks at whether to stop

logger = structlog.get_logger(__name__)


class ExternalWorker(Worker):
    """Ends by a signal only: it waits for a database that is away, and stops within `GRACE`."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._is_in_task = False

    def configure_signals(self) -> None:
        """Listen to the signals that end a process, and to the one that ends the grace."""
        super().configure_signals()
        signal.signal(signal.SIGALRM, self._end_grace)

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        """Take no more tasks; give the running one time, and none by the second signal."""
        name = signal.Signals(signum).name
        if not self.running:
            logger.warning("worker_stops_at_once", signal=name)
            self._end_grace(signum, frame)
            return
        logger.info("worker_stops", signal=name, grace=GRACE)
        self.running = False
        signal.setitimer(signal.ITIMER_REAL, GRACE)

    def run(self) -> None:
        """Work on tasks as they come."""
        logger.info("worker_starts", worker=self.worker_id)
        start_keeping_order()
        pauses = growing_pauses()
        while self.running:
            try:
                ran_one = self._work_on_next()
            except StopTaskError:
                break
            except Exception as error:
                # Whatever it is, a worker that left would help nobody.
                pause = next(pauses)
                logger.warning("worker_waits", seconds=pause, error=type(error).__name__)
                self._sleep(pause)
                continue
            pauses = growing_pauses()
            if self._is_done(ran_one):
                break
            if not ran_one:
                self._sleep(self.interval)
        signal.setitimer(signal.ITIMER_REAL, 0)
        logger.info("worker_ends", worker=self.worker_id)

    def _work_on_next(self) -> bool:
        """Run one task; say whether there was one."""
        close_old_connections()
        if self.batch:
            resume_abandoned()  # there may be no time for the thread that does
        claim = claim_next(self._due(), worker_id=self.worker_id)
        if claim is None:
            return False
        self._run(claim)
        self._run_tasks += 1
        close_old_connections()
        return True

    def _run(self, claim: Claim) -> None:
        self._is_in_task = True
        try:
            run_claimed(claim, is_stopping=lambda: not self.running)
        finally:
            self._is_in_task = False

    def _due(self) -> DBTaskResultQuerySet:
        due = DBTaskResult.objects.ready().filter(backend_name=self.backend_name)
        if not self.process_all_queues:
            due = due.filter(queue_name__in=self.queue_names)
        return due.exclude(queue_name__in=self.excluded_queue_names)

    def _is_done(self, ran_one: bool) -> bool:
        if self.batch and not ran_one:
            return True
        return self.max_tasks is not None and self._run_tasks >= self.max_tasks

    def _sleep(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while self.running and time.monotonic() < end:
            time.sleep(min(SLICE, max(0.0, end - time.monotonic())))

    def _end_grace(self, signum: int, frame: FrameType | None) -> None:
        if self._is_in_task:
            raise StopTaskError
        sys.exit(1)  # it waits for a database that does not answer
