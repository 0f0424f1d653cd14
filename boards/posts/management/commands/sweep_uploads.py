"""manage.py sweep_uploads"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from boards.posts.uploads.actions.sweep_uploads import sweep_uploads


class Command(BaseCommand):
    """Sweeps once; the site does so by itself, a day after each file that was sent."""

    help = "Remove files that were uploaded more than a day ago and that no post or draft uses."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Sweep and say how many files there were."""
        count = sweep_uploads(dry_run=dry_run)
        sentence = (
            ngettext("%(count)d unused file.", "%(count)d unused files.", count)
            if dry_run
            else ngettext("Removed %(count)d file.", "Removed %(count)d files.", count)
        )
        self.stdout.write(sentence % {"count": count})
