"""manage.py prune_read_marks"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext

from boards.posts.lists.actions.prune_read_marks import prune_all_read_marks


class Command(BaseCommand):
    """Prunes once; the site does so by itself, for each member who reads."""

    help = "Remove read marks older than 90 days, and those beyond 2,000 of one member."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --dry-run."""
        parser.add_argument("--dry-run", action="store_true", help="only count them")

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        """Prune and say how many marks there were."""
        count = prune_all_read_marks(dry_run=dry_run)
        sentence = (
            ngettext("%(count)d read mark to remove.", "%(count)d read marks to remove.", count)
            if dry_run
            else ngettext("Removed %(count)d read mark.", "Removed %(count)d read marks.", count)
        )
        self.stdout.write(sentence % {"count": count})
