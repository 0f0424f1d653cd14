"""manage.py purge_trash"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.posts.trash.actions.purge import due, purge_due


class Command(BaseCommand):
    """Purges now what background work purges each hour."""

    help = (
        "Erase for good what has been in the trash for TRASH_DAYS. Continues an interrupted run. "
        "Exits with 1 if something could not be erased."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="count, and erase nothing")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Go through what is due, and say what became of it."""
        number = due().count()
        if dry_run:
            self.stdout.write(_("%(number)d would be erased.") % {"number": number})
            return
        bar = ProgressBar(number, stream=self.stderr)  # type: ignore[arg-type]
        purged = held = 0
        try:
            for step in purge_due():
                purged += step.is_purged
                held += not step.is_purged
                bar.advance(1)
        except Exception as error:
            # The type alone: a message may repeat what somebody wrote.
            message = _("Stopped after %(number)d: %(error)s. Run it again to go on.")
            details = {"number": purged, "error": type(error).__qualname__}
            raise CommandError(message % details) from error
        finally:
            bar.finish()
        told = _("Erased: %(purged)d. Held back by an open case or request, or restored: %(held)d.")
        self.stdout.write(told % {"purged": purged, "held": held})
