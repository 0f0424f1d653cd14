"""Runs a task that was claimed, and stores what became of it."""

from collections.abc import Callable
from traceback import format_exception
from typing import Any

import structlog
from django.core.exceptions import SuspiciousOperation
from django.utils import timezone
from django_tasks import TaskContext, TaskResultStatus
from django_tasks.signals import task_finished, task_started
from django_tasks_db.models import DBTaskResult

from boards.background.claims import Claim, ClaimLostError
from boards.background.outages import patiently

logger = structlog.get_logger(__name__)


class StopTaskError(BaseException):
    """The process must end, and the task has not: raised in the middle of it."""


def run_claimed(claim: Claim, *, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Run a task and store that it succeeded or failed.

    A database that is away is waited for, unless the process is about to stop. A task that was
    taken away meanwhile is left to whoever has it.

    Raises StopTaskError, having given the task back, when that was raised in the middle of it.
    """
    try:
        changes = _outcome(claim)
        patiently(lambda: _store(claim, changes), max_pause=1.0, is_stopping=is_stopping)
    except ClaimLostError:
        logger.warning("task_claim_lost", task=claim.task.task_path)
    except StopTaskError:
        claim.give_back()
        raise


def _outcome(claim: Claim) -> dict[str, Any]:
    """Run the task and return what to store of it."""
    try:
        with claim.kept_alive():
            value = _call(claim.task)
            DBTaskResult._meta.get_field("return_value").get_prep_value(value)
    except (ClaimLostError, StopTaskError):
        raise
    except BaseException as error:
        return {
            "status": TaskResultStatus.FAILED,
            "exception_class_path": f"{type(error).__module__}.{type(error).__qualname__}",
            "traceback": "".join(format_exception(error)),
            "return_value": None,
        }
    return {
        "status": TaskResultStatus.SUCCESSFUL,
        "exception_class_path": "",
        "traceback": "",
        "return_value": value,
    }


def _call(row: DBTaskResult) -> Any:
    task, result = row.task, row.task_result
    task_started.send(sender=task.get_backend(), task_result=result)
    if task.takes_context:
        context = TaskContext(task_result=result)  # type: ignore[arg-type]
        return task.call(context, *result.args, **result.kwargs)
    return task.call(*result.args, **result.kwargs)


def _store(claim: Claim, changes: dict[str, Any]) -> None:
    row = claim.task
    changes = {**changes, "finished_at": timezone.now()}
    for name, value in changes.items():
        setattr(row, name, value)
    claim.finish(changes, then=lambda: _tell(row))


def _tell(row: DBTaskResult) -> None:
    try:
        task_finished.send(sender=type(row.task.get_backend()), task_result=row.task_result)
    except (ImportError, SuspiciousOperation):
        logger.exception("task_is_unknown", task=row.task_path)
