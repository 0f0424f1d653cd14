"""manage.py reconcile_levels"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.background.progress import ProgressBar
from boards.levels.actions.raise_level import raise_level
from boards.levels.reconciling import batches, is_behind, members_to_check


class Command(BaseCommand):
    """Works out the level of every member, and raises those that are too low."""

    help = (
        "Work out the level of every member who may have earned a higher one, and raise it. With "
        "--dry-run nothing is changed, and it exits with 1 if a level would rise."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to change anything, and where to begin."""
        parser.add_argument("--dry-run", action="store_true", help="only count")
        parser.add_argument(
            "--after", type=int, default=0, metavar="NUMBER", help="go on behind this member"
        )

    def handle(self, *args: Any, dry_run: bool, after: int, **options: Any) -> None:
        """Look at everybody, some hundred at a time."""
        bar = ProgressBar(members_to_check(after=after).count(), stream=sys.stderr)
        number = 0
        try:
            for batch in batches(after=after):
                for member in batch:
                    number += is_behind(member) if dry_run else raise_level(member=member)
                    after = member.pk
                bar.advance(len(batch))
        except KeyboardInterrupt as error:
            told = _("Interrupted. Go on with --after %(number)d.") % {"number": after}
            raise CommandError(told) from error
        finally:
            bar.finish()
        self._tell(number, dry_run=dry_run)

    def _tell(self, number: int, *, dry_run: bool) -> None:
        if not number:
            self.stdout.write(_("Every level is what was earned."))
        elif dry_run:
            told = ngettext("%(count)d level would rise.", "%(count)d levels would rise.", number)
            raise CommandError(told % {"count": number})
        else:
            told = ngettext("%(count)d level rose.", "%(count)d levels rose.", number)
            self.stdout.write(told % {"count": number})
