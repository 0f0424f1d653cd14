"""Ways to put work into the queue beyond `task.enqueue`."""

from datetime import datetime
from typing import Any

from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult


def enqueue_once(task: Task[[], Any], *, run_after: datetime) -> None:
    """Enqueue a task without arguments, unless it waits in the queue already.

    Two that do so at once may enqueue it twice, which work that bears running twice can stand.
    """
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        task.using(run_after=run_after).enqueue()
