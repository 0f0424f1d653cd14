"""Does the background work that a test has queued."""

from django_tasks_db.models import DBTaskResult


def run_due_tasks() -> None:
    """Do the background work whose time has come, as a worker does."""
    while (task := DBTaskResult.objects.ready().first()) is not None:
        task.claim("tests")
        task.task.call(*task.args_kwargs["args"], **task.args_kwargs["kwargs"])
        task.set_successful(None)
