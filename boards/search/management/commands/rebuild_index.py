"""manage.py rebuild_index"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.search.index.engines import current_engine
from boards.search.upkeep.rebuilding import (
    clear_progress,
    posts_left,
    posts_to_count,
    reasons_to_begin_anew,
    rebuild_index,
)


class Command(BaseCommand):
    """Indexes every post again, while the site goes on."""

    help = (
        "Bring the search index up to date, whatever state it is in, batch by batch, while the "
        "site is running. An interrupted rebuild continues where it stopped. Exits with 1 if the "
        "index is still damaged afterwards."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --missing, --restart and --dry-run."""
        parser.add_argument(
            "--missing", action="store_true", help="only the posts that are not indexed at all"
        )
        parser.add_argument("--restart", action="store_true", help="start with the first post")
        parser.add_argument(
            "--dry-run", action="store_true", help="only say how many posts there are to check"
        )

    def handle(
        self, *args: Any, missing: bool, restart: bool, dry_run: bool, **options: Any
    ) -> None:
        """Rebuild, or say what there is to do."""
        if restart and not dry_run:
            clear_progress()
        total = posts_left(only_missing=missing)
        if dry_run:
            for reason in [] if missing else reasons_to_begin_anew():
                self.stdout.write(_("The index will be made anew first: %s") % reason)
            self.stdout.write(_("%(count)d posts to look at.") % {"count": total})
            return
        to_count = posts_to_count(only_missing=missing)
        bar = ProgressBar(total + to_count, stream=sys.stderr)
        posts = changed = 0
        for step in rebuild_index(only_missing=missing):
            posts, changed = posts + step.posts, changed + step.changed
            bar.advance(step.posts + step.counted)
        bar.finish()
        if options["verbosity"]:
            self.stdout.write(
                _("%(posts)d posts looked at, %(changed)d documents changed.")
                % {"posts": posts, "changed": changed}
            )
        if not missing and (faults := current_engine().faults()):
            raise CommandError("\n".join(faults))
