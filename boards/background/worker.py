"""Works on tasks inside the web processes, and keeps the queue in order."""

import threading
import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.crypto import get_random_string
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS
from django_tasks_db.models import DBTaskResult

from boards.background import signals
from boards.background.claims import Claim, claim_next
from boards.background.retrying import (
    classes_not_worth_retrying,
    resume_abandoned,
    resume_silent,
)
from boards.background.running import run_claimed
from boards.background.threads import RepeatingThread
from boards.background.turns import take_turn

SECONDS_BETWEEN_LOOKS = 1
SECONDS_BETWEEN_RESUMING = 5
SECONDS_BETWEEN_CLEANINGS = 60
SECONDS_BETWEEN_TURNS = 45  # less than that, so that a process alone never misses its own
SUCCESSES_ARE_KEPT = timedelta(days=7)
# Seconds that a task has to end when its process is asked to; then another process gets it. A
# service manager gives a process ten at least.
GRACE = 8.0

_stopping = threading.Event()
_current: list[Claim] = []  # the task on which this process works


def work_off() -> None:
    """Work on the tasks that are due, one after the other, until none is left."""
    worker_id = get_random_string(32)
    while not _stopping.is_set():
        due = DBTaskResult.objects.ready().filter(backend_name=DEFAULT_TASK_BACKEND_ALIAS)
        claim = claim_next(due, worker_id=worker_id)
        if claim is None:
            if not due.exists():
                return
            continue
        _current.append(claim)
        try:
            run_claimed(claim, is_stopping=_stopping.is_set)
        finally:
            _current.remove(claim)


def keep_order() -> None:
    """Resume what was abandoned, and forget what was done a while ago; failures stay.

    Failures that say that they are not worth another attempt are forgotten too. Then it is for the
    other rooms to put their things in order.
    """
    resume_abandoned()
    old = DBTaskResult.objects.filter(finished_at__lt=timezone.now() - SUCCESSES_ARE_KEPT)
    old.successful().delete()
    old.failed().filter(exception_class_path__in=classes_not_worth_retrying()).delete()
    # Django writes a line to the log for each that fails.
    signals.upkeep_is_due.send_robust(sender=None)


def keep_order_in_turn() -> None:
    """Keep order, unless another process did so a moment ago: one a minute is enough."""
    if take_turn("upkeep", every=timedelta(seconds=SECONDS_BETWEEN_TURNS)):
        keep_order()


_worker = RepeatingThread(name="background_work", work=work_off)
_keeper = RepeatingThread(name="background_order", work=keep_order_in_turn)
_resumer = RepeatingThread(name="background_resuming", work=resume_silent)


def start_keeping_order() -> None:
    """Start the threads that any process has that does, or watches over, background work."""
    _keeper.start(every=SECONDS_BETWEEN_CLEANINGS)
    _resumer.start(every=SECONDS_BETWEEN_RESUMING)


def start_background_work() -> None:
    """Start the threads of a web process: those that keep order and, if TASK_WORKER says so, one
    that works."""
    start_keeping_order()
    if settings.TASK_WORKER == "in_process":
        _worker.start(every=SECONDS_BETWEEN_LOOKS)


def stop_background_work(*, grace: float = GRACE) -> None:
    """Let the running task end; give it back to the queue when it takes longer than the grace.

    For a process that ends right after: the thread may still be in the middle of the task, and
    writes nothing more to the database.

    Args:
        grace: seconds.
    """
    _stopping.set()
    end = time.monotonic() + grace
    while _current and time.monotonic() < end:
        time.sleep(0.05)
    for claim in tuple(_current):
        claim.give_back()
