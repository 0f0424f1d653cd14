"""`manage.py db_worker`, as django-tasks-db has it, with a worker that is patient and polite."""

from typing import Any

from django_tasks_db.management.commands import db_worker

from boards.background.external_worker import ExternalWorker


class Command(db_worker.Command):
    """Works on the queue until it gets a signal; with --batch, until the queue is empty."""

    def handle(self, **options: Any) -> None:
        """Run the worker; `manage.py db_worker --help` tells of the options."""
        # The command makes its worker by this name.
        db_worker.Worker = ExternalWorker  # type: ignore[misc]
        super().handle(**options)
