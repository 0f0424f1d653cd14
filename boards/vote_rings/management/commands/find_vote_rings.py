"""Looks for recommendations that look agreed upon, as the site does every hour."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from boards.models import Board
from boards.vote_rings.actions.find_rings import new_suspicions
from boards.vote_rings.actions.flag_ring import flag_ring


class Command(BaseCommand):
    """To be run after a change of the settings, or where nothing runs in the background."""

    help = "Puts recommendations that look agreed upon into the moderators' queue."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to say what there is."""
        parser.add_argument("--dry-run", action="store_true", help="Only say what was found.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Find them, and say what was found on which board."""
        boards, count = Board.objects.in_bulk(), 0
        for found in new_suspicions():
            if not options["dry_run"] and flag_ring(found) is None:
                continue
            count += 1
            self.stdout.write(
                _("%(board)s: %(reason)s (%(members)d members, %(votes)d recommendations)")
                % {
                    "board": boards[found.board],
                    "reason": found.reason.label,
                    "members": len(found.members),
                    "votes": len(found.votes),
                }
            )
        self.stdout.write(_("Suspicious recommendations: %(count)d") % {"count": count})
