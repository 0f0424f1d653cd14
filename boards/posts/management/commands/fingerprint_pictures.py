"""Looks at the pictures that were stored before their likeness was."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.posts.models import Upload
from boards.posts.uploads.actions.fingerprint_upload import fingerprint_upload


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
        unread = self._read(pictures, at_most=options["limit"] or total)
        if unread:
            raise CommandError(_("%(count)d have no fingerprint.") % {"count": unread})
        self.stdout.write(self.style.SUCCESS(_("All have one.")))

    def _read(self, pictures: Any, *, at_most: int) -> int:
        """Store so many, and return how many could not be read.

        Those do not count for the limit: else a run with one would come no further than they are.
        """
        stored = unread = 0
        bar = ProgressBar(at_most, stream=sys.stderr)
        for key in list(pictures.order_by("sent_at", "pk").values_list("pk", flat=True)):
            if stored == at_most:
                break
            is_read = fingerprint_upload(upload_id=key)
            stored, unread = stored + is_read, unread + (not is_read)
            bar.advance(1)
        bar.finish()
        return unread
