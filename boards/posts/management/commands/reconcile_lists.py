"""manage.py reconcile_lists"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.posts.lists.numbering.compaction import compact_changes
from boards.posts.lists.numbering.triggers import LIST_TRIGGERS
from boards.posts.lists.numbering.verification import check_copies, check_segments, number_of_steps


class Command(BaseCommand):
    """Proves the totals of lists, and where each page begins."""

    help = (
        "Verify the counts behind the totals and pages of lists against the posts. Exits with 1 "
        "if one differs; --fix corrects it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --fix."""
        parser.add_argument("--fix", action="store_true", help="correct wrong counts")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        """Check all that the counts are made of, in the order in which it depends on another."""
        missing = len(LIST_TRIGGERS.missing(connection))
        if missing and fix:
            LIST_TRIGGERS.install(connection)
        copies = check_copies(fix=fix)
        compact_changes()
        bar = ProgressBar(number_of_steps(), stream=sys.stderr)
        checked = wrong = 0
        for is_right in check_segments(fix=fix):
            checked, wrong = checked + 1, wrong + (not is_right)
            bar.advance(1)
        bar.finish()
        self.stdout.write(
            _("Parts of lists: %(checked)d checked, %(wrong)d wrong.")
            % {"checked": checked, "wrong": wrong}
        )
        self.stdout.write(_("Tags of posts: %(wrong)d in a wrong place.") % {"wrong": copies})
        if missing:
            self.stdout.write(_("Triggers: %(missing)d missing.") % {"missing": missing})
        if (missing or copies or wrong) and not fix:
            raise CommandError(_("The list counts are wrong. Use --fix."))
