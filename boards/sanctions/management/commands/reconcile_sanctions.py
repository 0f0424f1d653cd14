"""Proves what members' rows say of their sanctions, and repairs it when told to."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from boards.sanctions.reconciling import differing_members, repair_member


class Command(BaseCommand):
    """`manage.py reconcile_sanctions [--fix]`."""

    help = (
        "Verify that the row of each member says what the member's sanctions are. "
        "Exits with 1 if one differs; --fix corrects it."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether to repair."""
        parser.add_argument("--fix", action="store_true", help="correct wrong rows")

    def handle(self, *args: Any, **options: Any) -> None:
        """Fail when a row differs and is not to be repaired."""
        differing = differing_members()
        if not differing:
            self.stdout.write(_("What members' rows say of sanctions is right."))
            return
        told = ngettext("%(count)d member differs.", "%(count)d members differ.", len(differing))
        if not options["fix"]:
            raise CommandError(told % {"count": len(differing)})
        for pk in differing:
            repair_member(pk)
        self.stdout.write(told % {"count": len(differing)} + " " + _("Repaired."))
