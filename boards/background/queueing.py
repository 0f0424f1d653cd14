"""Ways to put work into the queue beyond `task.enqueue`."""

from datetime import datetime
from typing import Any

from django.db.models import Min
from django_tasks import TaskResultStatus
from django_tasks.base import Task
from django_tasks_db.models import DBTaskResult, get_date_max


def enqueue_once(task: Task[[], Any], *, run_after: datetime) -> None:
    """Enqueue a task without arguments, unless it waits in the queue already.

    Two that do so at once may enqueue it twice, which work that bears running twice can stand.
    """
    waiting = DBTaskResult.objects.filter(task_path=task.module_path, status=TaskResultStatus.READY)
    if not waiting.exists():
        task.using(run_after=run_after).enqueue()


def oldest_due_task() -> datetime | None:
    """Return since when the oldest task waits whose time has come; None when none does."""
    due = DBTaskResult.objects.ready()
    # A task that was not put off has the end of all time here.
    at_once = due.filter(run_after=get_date_max()).aggregate(since=Min("enqueued_at"))["since"]
    put_off = due.exclude(run_after=get_date_max()).aggregate(since=Min("run_after"))["since"]
    return min((since for since in (at_once, put_off) if since), default=None)
