"""manage.py sweep_previews"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from boards.previews.actions.sweep_previews import sweep_previews


class Command(BaseCommand):
    """Sweeps once; the site does so by itself, some minutes after a link was taken out."""

    help = "Remove previews of links that are no longer in any post, with their pictures."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Sweep and say how many previews there were."""
        count = sweep_previews(dry_run=dry_run)
        sentence = (
            ngettext("%(count)d unused preview.", "%(count)d unused previews.", count)
            if dry_run
            else ngettext("Removed %(count)d preview.", "Removed %(count)d previews.", count)
        )
        self.stdout.write(sentence % {"count": count})
