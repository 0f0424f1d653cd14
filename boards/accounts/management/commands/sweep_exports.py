"""manage.py sweep_exports"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.accounts.actions.sweep_exports import sweep_exports


class Command(BaseCommand):
    """Removes expired exports now; a task does it besides when one expires."""

    help = "Remove the files of data exports whose links have expired."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="count and remove nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Sweep and say how many files there were."""
        number = sweep_exports(dry_run=dry_run)
        if dry_run:
            self.stdout.write(_("%(number)d exports would be removed.") % {"number": number})
        else:
            self.stdout.write(_("Removed %(number)d exports.") % {"number": number})
