"""manage.py backup"""

import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from boards.background.progress import ProgressBar
from boards.backups.actions.make_backup import MadeBackup, make_backup
from boards.backups.destinations import destination, remove_old
from boards.backups.engines import current_backup_engine
from boards.backups.management.reporting import sentences
from boards.backups.named_files import named_files

EXAMPLES_SHOWN = 20


class Command(BaseCommand):
    """Saves the site while it goes on."""

    help = (
        "Save the database and the uploads in one file while the site is running. Everything "
        "written before the command started is in it. Never overwrites anything."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the destination, --keep and --dry-run."""
        parser.add_argument(
            "destination", type=Path, help="a folder, or the file itself (a ZIP file)"
        )
        parser.add_argument(
            "--keep",
            type=int,
            help="how many backups to keep in the folder; older ones are removed afterwards",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="only say what would be saved, and where"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Make the backup, say what is in it, and remove old ones if that was asked for."""
        given, keep = options["destination"], options["keep"]
        if keep is not None and (keep < 1 or not given.is_dir()):
            raise CommandError(_("--keep needs a number of 1 or more, and a folder."))
        with sentences():
            if options["dry_run"]:
                self._say_what_would_be(given)
                return
            bar = ProgressBar(current_backup_engine().size(), stream=sys.stderr)
            made = make_backup(given, advance=bar.advance)
            bar.finish()
            self._say_what_is(made)
            for path in remove_old(given, keep=keep) if keep else []:
                self.stdout.write(_("Removed %s.") % path)

    def _say_what_would_be(self, given: Path) -> None:
        engine = current_backup_engine()
        engine.check()
        numbers = {
            "path": destination(given, made_at=datetime.now(UTC)),
            "size": filesizeformat(engine.size()),
            "uploads": sum(1 for _name in named_files()),
        }
        self.stdout.write(
            _("Would save a database of %(size)s and %(uploads)d uploads to %(path)s.") % numbers
        )

    def _say_what_is(self, made: MadeBackup) -> None:
        manifest = made.manifest
        for name in manifest.missing_uploads[:EXAMPLES_SHOWN]:
            self.stderr.write(
                _("The database refers to %s, which is missing from the storage.") % name
            )
        if missing := len(manifest.missing_uploads):
            self.stderr.write(_("Files missing from the storage: %d.") % missing)
        numbers = {
            "path": made.path,
            "size": filesizeformat(made.path.stat().st_size),
            "rows": sum(digest.rows for digest in manifest.tables.values()),
            "tables": len(manifest.tables),
            "uploads": len(manifest.uploads),
        }
        sentence = _(
            "%(path)s: %(rows)d rows in %(tables)d tables and %(uploads)d uploads, %(size)s."
        )
        self.stdout.write(sentence % numbers)
        self.stdout.write(_("SHA-256 of the manifest: %s") % made.sha256)
