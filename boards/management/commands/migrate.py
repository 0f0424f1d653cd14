"""Django's `migrate`, for one process at a time, which looks at the end whether the schema fits."""

from typing import Any

from django.core.checks import Tags
from django.core.management.commands import migrate
from django.db import connections

from boards.db.migration_lock import migration_lock


class Command(migrate.Command):
    """Migrate as Django does."""

    def handle(self, *args: Any, **options: Any) -> None:
        """Wait for another process that migrates the same database, then go on.

        Raises:
            SystemCheckError: when every migration has run and the schema still differs.
        """
        alias = options["database"]
        with migration_lock(connections[alias], on_waiting=self._tell_that_it_waits):
            super().handle(*args, **options)
            if not options["skip_checks"]:
                self.check(tags=[Tags.database], databases=[alias])

    def _tell_that_it_waits(self) -> None:
        self.stderr.write("Another process migrates this database. Waiting for it.")
