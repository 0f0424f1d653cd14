"""What becomes of tasks that fail, and of tasks whose process ended before they did."""

from datetime import timedelta
from typing import Any

import structlog
from django.utils import timezone
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.signals import task_finished
from django_tasks_db.models import DBTaskResult

ATTEMPTS = 5
FIRST_DELAY = timedelta(seconds=30)  # then 2, 8 and 32 minutes
# Longer than any task takes; what runs longer is believed dead and begins anew.
LONGEST_RUN = timedelta(minutes=15)

logger = structlog.get_logger(__name__)


def delay_after(attempt: int) -> timedelta:
    """Return how long a task waits after its `attempt`-th failure, counted from 1."""
    return FIRST_DELAY * 4 ** (attempt - 1)


def connect() -> None:
    """Listen for tasks that end."""
    task_finished.connect(retry_if_failed, dispatch_uid="boards_background.retry_if_failed")


def retry_if_failed(*, task_result: TaskResult, **kwargs: Any) -> None:
    """Put a failed task back into the queue; after the last attempt it stays, as failed."""
    if task_result.status != TaskResultStatus.FAILED or task_result.attempts >= ATTEMPTS:
        return
    # Its exception stays in the row, where the admin shows it while the task waits.
    DBTaskResult.objects.failed().filter(pk=task_result.id).update(
        status=TaskResultStatus.READY,
        run_after=timezone.now() + delay_after(task_result.attempts),
        finished_at=None,
    )


def resume_abandoned() -> int:
    """Put back the tasks that a process left behind when it was killed; return how many.

    One that was left behind at every attempt is failed: it may be what kills the processes.
    """
    now = timezone.now()
    left = DBTaskResult.objects.running().filter(started_at__lt=now - LONGEST_RUN)
    return sum(_put_back(task) for task in left)


def _put_back(task: DBTaskResult) -> int:
    change: dict[str, Any] = {"status": TaskResultStatus.READY, "run_after": timezone.now()}
    if len(task.worker_ids) >= ATTEMPTS:
        change = {"status": TaskResultStatus.FAILED, "finished_at": timezone.now()}
    logger.warning("task_abandoned", task=task.task_path, status=str(change["status"]))
    # Another process may have put it back, and a worker taken it, since it was read.
    same_run = DBTaskResult.objects.running().filter(pk=task.pk, started_at=task.started_at)
    return same_run.update(**change)
