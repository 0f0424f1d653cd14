"""manage.py move_database"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.backups.actions.move_database import move_database
from boards.backups.management.reporting import say_on_terminal, sentences


class Command(BaseCommand):
    """Moves the site between SQLite and PostgreSQL, or to another server."""

    help = (
        "Copy the site into an empty database, table by table, and verify every row. Stop the "
        "site first. An interrupted move continues where it stopped; the old database stays as it"
        " is. Exits with 1 if something cannot be stored there, or differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --to and --dry-run."""
        parser.add_argument(
            "--to", required=True, help="the URL of the new database, in the form of DATABASE_URL"
        )
        parser.add_argument(
            "--dry-run",
            action="store_true",
            help="only check that the database is empty and that every row can be stored there",
        )

    def handle(self, *args: Any, to: str, dry_run: bool, **options: Any) -> None:
        """Move and say what to do next."""
        with sentences():
            rows = move_database(to, dry_run=dry_run, say=self._say)
        sentence = (
            _("%(rows)d rows would be copied, and all of them can be.")
            if dry_run
            else _(
                "%(rows)d rows are in the new database, and every proof holds. Set DATABASE_URL "
                "to its URL and start the site."
            )
        )
        self.stdout.write(sentence % {"rows": rows})

    def _say(self, stage: str) -> None:
        if sys.stderr.isatty():
            say_on_terminal(stage)
        else:
            self.stderr.write(stage)
