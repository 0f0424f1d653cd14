"""What becomes of tasks that fail, and of tasks whose process ended before they did."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

import structlog
from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.base import Task
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

from boards.background.claims import SILENCE, name_prefix
from boards.background.models import Heartbeat

FIRST_DELAY = timedelta(seconds=30)  # then 2, 8 and 32 minutes
PAUSES = tuple(FIRST_DELAY * 4**number for number in range(4))
ATTEMPTS = len(PAUSES) + 1

_own_pauses: dict[str, Sequence[timedelta]] = {}  # by the path of a task

logger = structlog.get_logger(__name__)


class NotWorthRetryingError(Exception):
    """A task could not do what it is for, and another attempt at once would do no better.

    The task is failed with its first attempt, and forgotten after a while: who raises this keeps
    what an operator needs to know in a row of its own.
    """


def retry_after(task: Task[Any, Any], pauses: Sequence[timedelta]) -> None:
    """Let a task be tried again after these pauses, in place of the usual ones."""
    _own_pauses[task.module_path] = tuple(pauses)


def delay_after(attempt: int) -> timedelta:
    """Return how long a task waits after its `attempt`-th failure, counted from 1."""
    return PAUSES[attempt - 1]


def pauses_of(task_path: str) -> Sequence[timedelta]:
    """Return how long the task of this path waits after each failure but the last."""
    return _own_pauses.get(task_path, PAUSES)


def classes_not_worth_retrying() -> list[str]:
    """Return the paths of the exceptions after which a task is not tried again."""
    found, waiting = [], [NotWorthRetryingError]
    while waiting:
        each = waiting.pop()
        found.append(f"{each.__module__}.{each.__qualname__}")
        waiting += each.__subclasses__()
    return found


def connect() -> None:
    """Listen for tasks that end."""
    task_finished.connect(retry_if_failed, dispatch_uid="boards_background.retry_if_failed")


def retry_if_failed(*, task_result: TaskResult, **kwargs: Any) -> None:
    """Put a failed task back into the queue; after the last attempt it stays, as failed."""
    if task_result.status != TaskResultStatus.FAILED:
        return
    pauses = pauses_of(task_result.task.module_path)
    is_final = task_result.errors[0].exception_class_path in classes_not_worth_retrying()
    if is_final or task_result.attempts > len(pauses):
        return
    # Its exception stays in the row, where the admin shows it while the task waits.
    DBTaskResult.objects.failed().filter(pk=task_result.id).update(
        status=TaskResultStatus.READY,
        run_after=timezone.now() + pauses[task_result.attempts - 1],
        finished_at=None,
    )


def resume_silent() -> int:
    """Put back the tasks whose worker is silent; return how many. Costs next to nothing."""
    silent = Heartbeat.objects.filter(name__startswith="task ", beat_at__lt=Now() - SILENCE)
    ids = [UUID(name.split()[1]) for name in silent.values_list("name", flat=True)]
    if not ids:
        return 0
    return sum(_put_back(task) for task in DBTaskResult.objects.running().filter(pk__in=ids))


def resume_abandoned() -> int:
    """Put back the tasks that a process left behind when it was killed; return how many.

    One that was left behind at every attempt is failed: it may be what kills the processes.
    """
    left = DBTaskResult.objects.running().filter(started_at__lt=Now() - SILENCE)
    return sum(_put_back(task) for task in left)


def _put_back(task: DBTaskResult) -> int:
    beats = Heartbeat.objects.filter(name__startswith=name_prefix(task.pk))
    alive = beats.filter(beat_at__gte=Now() - SILENCE)
    if alive.exists():
        return 0
    change: dict[str, Any] = {"status": TaskResultStatus.READY, "run_after": timezone.now()}
    if len(task.worker_ids) > len(pauses_of(task.task_path)):
        change = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    with transaction.atomic():
        # Another process may have put it back, and a worker taken it, since it was read.
        same_task = DBTaskResult.objects.running().filter(pk=task.pk)
        now = same_task.select_for_update().first()
        # Not asked of the database: SQLite compares moments as texts, of one length or another.
        if now is None or now.started_at != task.started_at or alive.exists():
            return 0
        beats.delete()
        same_task.update(**change)
    logger.warning("task_abandoned", task=task.task_path, status=str(change["status"]))
    return 1
