"""Looks at the pictures that were stored before their likeness was."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from boards.posts.models import Upload
from boards.posts.uploads.actions.fingerprint_upload import fingerprint_upload

EVERY = 100  # pictures, after which it says how far it is


class Command(BaseCommand):
    """Stores the fingerprints of all pictures that have none; goes on where it was ended."""

    help = "Stores what pictures look like, so that copies of a removed picture are found."

    def add_arguments(self, parser: CommandParser) -> None:
        """Take what to leave out."""
        parser.add_argument("--dry-run", action="store_true", help="Only count them.")
        parser.add_argument("--limit", type=int, default=0, help="At most so many; 0 for all.")

    def handle(self, *args: Any, **options: Any) -> None:
        """Do it, and end with an error where some could not be read."""
        pictures = Upload.objects.filter(kind=Upload.FileKind.PICTURE, fingerprint=None)
        total = pictures.count()
        self.stdout.write(_("%(count)d pictures without a fingerprint.") % {"count": total})
        if options["dry_run"]:
            return
        keys = pictures.order_by("sent_at", "pk").values_list("pk", flat=True)
        unread = 0
        for number, key in enumerate(keys[: options["limit"] or total], start=1):
            unread += not fingerprint_upload(upload_id=key)
            if not number % EVERY:
                self.stdout.write(f"{number} / {total}")
        if unread:
            raise CommandError(_("%(count)d have no fingerprint.") % {"count": unread})
        self.stdout.write(self.style.SUCCESS(_("All have one.")))
