"""manage.py reconcile_views"""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.counters.reconciling import Difference, check_totals, repair_totals

EXAMPLES_SHOWN = 20


class Command(BaseCommand):
    """Proves every total, and says which are wrong."""

    help = (
        "Verify that the view total of each post is its starting total plus its daily views. "
        "Exits with 1 if one differs; --fix corrects it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --fix."""
        parser.add_argument("--fix", action="store_true", help="correct wrong totals")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        """Check every post, and repair what differs if that was asked for."""
        checked = wrong = 0
        for step in check_totals():
            self._show(step.differences[: max(0, EXAMPLES_SHOWN - wrong)])
            checked += step.posts
            wrong += len(step.differences)
            if fix and step.differences:
                repair_totals([difference.post_id for difference in step.differences])
            self._show_progress(checked)
        self._conclude(checked, wrong, fixed=fix)

    def _show(self, differences: list[Difference]) -> None:
        for difference in differences:
            self.stdout.write(
                _("Post %(post_id)d shows %(total)d views; its days make %(expected)d.")
                % difference._asdict()
            )

    def _show_progress(self, checked: int) -> None:
        if sys.stderr.isatty():
            self.stderr.write(f"\r{checked:,}", ending="")

    def _conclude(self, checked: int, wrong: int, *, fixed: bool) -> None:
        numbers = {"checked": checked, "wrong": wrong}
        if not wrong:
            self.stdout.write(_("%(checked)d posts checked; every total is right.") % numbers)
        elif fixed:
            self.stdout.write(_("%(checked)d posts checked; %(wrong)d totals set right.") % numbers)
        else:
            raise CommandError(
                _("%(checked)d posts checked; %(wrong)d totals are wrong. Use --fix.") % numbers
            )
