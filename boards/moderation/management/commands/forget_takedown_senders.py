"""Erases the senders of takedown requests that were decided three years ago."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from boards.moderation.takedowns.actions.forget_senders import forget_senders
from boards.moderation.takedowns.models import TakedownRequest


class Command(BaseCommand):
    """To be run once a day, or once a month."""

    help = "Erases by whom takedown requests were that were decided three years ago."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take whether only to count."""
        parser.add_argument("--dry-run", action="store_true", help="Only count them.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and say of how many."""
        old = TakedownRequest.objects.with_senders_to_forget()
        count = old.count() if options["dry_run"] else forget_senders()
        self.stdout.write(_("Senders of old requests: %(count)d") % {"count": count})
