"""Works on tasks inside the web processes, and keeps the queue in order."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult
from django_tasks_db.utils import exclusive_transaction

from boards.background.retrying import resume_abandoned
from boards.background.signals import pruning_is_due
from boards.background.threads import RepeatingThread

SECONDS_BETWEEN_LOOKS = 1
SECONDS_BETWEEN_CLEANINGS = 60
SECONDS_BETWEEN_PRUNINGS = 600
SUCCESSES_ARE_KEPT = timedelta(days=7)


def work_off() -> None:
    """Work on the tasks that are due, one after the other, until none is left."""
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        interval=0,
        batch=True,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=get_random_string(32),
    )
    while DBTaskResult.objects.ready().exists():
        task = _claim_next(worker.worker_id)
        if task:
            worker.run_task(task)


def _claim_next(worker_id: str) -> DBTaskResult | None:
    """Take the next task that is due; None when other workers were quicker."""
    with exclusive_transaction():
        task = DBTaskResult.objects.ready().get_locked()
        if task:
            task.claim(worker_id)
    return task


def keep_order() -> None:
    """Resume what was abandoned, and forget what succeeded a while ago; failures stay."""
    resume_abandoned()
    old = timezone.now() - SUCCESSES_ARE_KEPT
    DBTaskResult.objects.successful().filter(finished_at__lt=old).delete()


def prune() -> None:
    """Have every room remove what has expired."""
    pruning_is_due.send(sender=None)


_worker = RepeatingThread(name="background_work", work=work_off)
_keeper = RepeatingThread(name="background_order", work=keep_order)
_pruner = RepeatingThread(name="background_pruning", work=prune)


def start_background_work() -> None:
    """Start the threads of a web process: those that keep order and prune and, if TASK_WORKER says
    so, one that works."""
    _keeper.start(every=SECONDS_BETWEEN_CLEANINGS)
    _pruner.start(every=SECONDS_BETWEEN_PRUNINGS)
    if settings.TASK_WORKER == "inside":
        _worker.start(every=SECONDS_BETWEEN_LOOKS)
