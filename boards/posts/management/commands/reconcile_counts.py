"""manage.py reconcile_counts"""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.posts.reconciling import (
    Checked,
    check_comments,
    check_polls,
    check_posts,
    repair_comments,
    repair_polls,
    repair_posts,
)


class Command(BaseCommand):
    """Verifies every count of comments, recommendations and votes, and says how many are wrong."""

    help = (
        "Verify the counts of comments, recommendations and votes against what they count. Exits "
        "with 1 if one differs; --fix corrects it."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --fix."""
        parser.add_argument("--fix", action="store_true", help="correct wrong counts")

    def handle(self, *args: Any, fix: bool, **options: Any) -> None:
        """Check every post, comment and poll, and repair what differs if that was asked for."""
        wrong = self._check(check_posts(), repair_posts, _("Posts"), fix=fix)
        wrong += self._check(check_comments(), repair_comments, _("Comments"), fix=fix)
        wrong += self._check(check_polls(), repair_polls, _("Polls"), fix=fix)
        if wrong and not fix:
            raise CommandError(_("%(wrong)d counts are wrong. Use --fix.") % {"wrong": wrong})

    def _check(
        self,
        steps: Iterator[Checked],
        repair: Callable[[list[int]], None],
        what: str,
        *,
        fix: bool,
    ) -> int:
        checked = wrong = 0
        for step in steps:
            checked += step.rows
            wrong += len(step.wrong)
            if fix and step.wrong:
                repair(step.wrong)
        numbers = {"what": what, "checked": checked, "wrong": wrong}
        self.stdout.write(_("%(what)s: %(checked)d checked, %(wrong)d wrong.") % numbers)
        return wrong
