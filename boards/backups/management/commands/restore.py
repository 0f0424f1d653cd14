"""manage.py restore"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.backups.actions.restore_backup import restore_backup
from boards.backups.management.reporting import say_on_terminal, sentences


class Command(BaseCommand):
    """Fills an empty site from a backup, and proves it."""

    help = (
        "Fill an empty site from a backup: the uploads, then the database in one transaction. An "
        "interrupted restore can be run again. Exits with 1 if the site is not empty, or if the "
        "result differs from what was saved."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file and --dry-run."""
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--dry-run", action="store_true", help="only check the files and that the site is empty"
        )

    def handle(self, *args: Any, file: Path, dry_run: bool, **options: Any) -> None:
        """Restore and say what to do next."""
        with sentences():
            waiting = restore_backup(file, dry_run=dry_run, say=say_on_terminal)
        if dry_run:
            self.stdout.write(_("Every file is as it was saved, and the site is empty."))
        elif waiting:
            self.stdout.write(
                _("The backup was restored. It is from an older version: run migrate.")
            )
        else:
            self.stdout.write(_("The backup was restored, and every proof holds."))
