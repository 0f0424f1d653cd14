"""Who runs a task: one worker at a time, for as long as it shows to be alive.

A worker that takes a task stores a `Heartbeat` of a name that nobody else has, and renews it every
few seconds. While that row is there, the task is its own; who finds it silent for `SILENCE` removes
it and puts the task back (`retrying`). All moments are by the clock of the database.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import connection, connections, transaction
from django.db.models import QuerySet
from django.db.models.functions import Now
from django.utils.crypto import get_random_string
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from boards.background.models import Heartbeat

SECONDS_BETWEEN_BEATS = 3.0
# Who was silent for so long is believed dead.
SILENCE = timedelta(seconds=15)
# A worker that could not renew its claim for so long asks before each statement whose task it is.
CERTAIN_FOR = 9.0  # seconds

logger = structlog.get_logger(__name__)


class ClaimLostError(BaseException):
    """The task is another's by now: stop, and write nothing more.

    No Exception, so that a task that bears failures does not take it for one.
    """


def name_prefix(task_id: UUID) -> str:
    """Return how the names of the heartbeats of a task begin."""
    return f"task {task_id} "


class Claim:
    """The right of one worker to one run of a task.

    Attributes:
        task: its row, as it was when it was taken.
    """

    def __init__(self, task: DBTaskResult) -> None:
        self.task = task
        self._name = name_prefix(task.pk) + get_random_string(16)
        self._renewed_at = time.monotonic()
        self._is_lost = threading.Event()
        self._is_over = threading.Event()

    def store(self) -> None:
        """Make the claim known; in the transaction that takes the task."""
        Heartbeat.objects.create(name=self._name, beat_at=Now())

    @contextmanager
    def kept_alive(self) -> Iterator[None]:
        """Renew the claim in a thread, and refuse statements of this one when it is lost.

        Raises ClaimLostError from whatever statement the worker then executes.
        """
        if connection.in_atomic_block:
            yield  # nobody else knows of the claim, nor could its renewal be seen
            return
        threading.Thread(target=self._beat, name="task_heartbeat", daemon=True).start()
        try:
            with connection.execute_wrapper(self._refuse_if_lost):
                yield
        finally:
            self._is_over.set()

    def finish(self, changes: dict[str, Any], *, then: Callable[[], object]) -> None:
        """Store what became of the task, and whatever follows, in one transaction.

        Raises ClaimLostError when the task is another's, and stores nothing.
        """
        with transaction.atomic():
            if not self._let_go():
                raise ClaimLostError
            DBTaskResult.objects.filter(pk=self.task.pk).update(**changes)
            then()

    def give_back(self) -> bool:
        """Let others run the task at once, as if it had not been taken; say whether it was ours."""
        self._is_lost.set()
        with transaction.atomic():
            if not self._let_go():
                return False
            DBTaskResult.objects.filter(pk=self.task.pk).update(
                status=TaskResultStatus.READY, run_after=Now(), worker_ids=self.task.worker_ids[:-1]
            )
        logger.info("task_given_back", task=self.task.task_path)
        return True

    def _let_go(self) -> bool:
        # The row of the task first, as all do who take both: else two would wait for each other.
        list(DBTaskResult.objects.select_for_update().filter(pk=self.task.pk))
        return bool(self._heartbeat().delete()[0])

    def _beat(self) -> None:
        while not self._is_over.wait(SECONDS_BETWEEN_BEATS):
            began = time.monotonic()
            try:
                if not self._heartbeat().update(beat_at=Now()):
                    self._is_lost.set()
                    return
                self._renewed_at = began
            except Exception as error:
                logger.warning("task_heartbeat_failed", error=type(error).__name__)
            finally:
                connections.close_all()

    def _refuse_if_lost(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if self._is_lost.is_set():
            raise ClaimLostError
        if time.monotonic() - self._renewed_at > CERTAIN_FOR:
            self._renewed_at = time.monotonic()  # this asks too, and must not ask of itself
            if not self._heartbeat().exists():
                self._is_lost.set()
                raise ClaimLostError
        return execute(sql, params, many, context)

    def _heartbeat(self) -> QuerySet[Heartbeat]:
        return Heartbeat.objects.filter(name=self._name)


def claim_next(tasks: QuerySet[DBTaskResult], *, worker_id: str) -> Claim | None:
    """Take the first of the tasks; None when there is none, or other workers were quicker."""
    if not tasks.exists():
        return None  # without a lock: most looks find nothing
    with exclusive_transaction():
        first = tasks.select_for_update(skip_locked=True).first()
        if first is None:
            return None
        taken = DBTaskResult.objects.filter(pk=first.pk, status=TaskResultStatus.READY).update(
            status=TaskResultStatus.RUNNING,
            started_at=Now(),
            worker_ids=[*first.worker_ids, worker_id],
        )
        if not taken:
            return None
        first.refresh_from_db()
        claim = Claim(first)
        claim.store()
    return claim
