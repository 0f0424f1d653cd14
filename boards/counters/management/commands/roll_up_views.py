"""manage.py roll_up_views"""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.counters.roll_up import roll_up_views


class Command(BaseCommand):
    """Adds new views to the totals once, for cron and for sites whose interval is 0."""

    help = "Add the views counted since the last roll-up to the totals shown."

    def handle(self, *args: Any, **options: Any) -> None:
        """Roll up and say how many views there were."""
        added = roll_up_views()
        self.stdout.write(_("Added %(number)d views.") % {"number": added})
