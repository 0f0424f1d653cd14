"""manage.py verify_backup"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from boards.backups.actions.verify_backup import verify_backup
from boards.backups.management.reporting import say_on_terminal, sentences


class Command(BaseCommand):
    """Restores a backup beside the site, and proves it."""

    help = (
        "Check every file of a backup, restore it into a temporary database, and compare every "
        "table, the triggers, the counts, the lists and the search index. The site is not "
        "touched. Exits with 1 if anything differs."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the file."""
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        """Verify and say what was proved."""
        with sentences():
            archive = verify_backup(file, say=say_on_terminal)
        manifest = archive.manifest
        numbers = {
            "rows": sum(digest.rows for digest in manifest.tables.values()),
            "tables": len(manifest.tables),
            "uploads": len(manifest.uploads),
            "made_at": manifest.made_at,
        }
        self.stdout.write(
            _(
                "The backup of %(made_at)s is whole: %(rows)d rows in %(tables)d tables and "
                "%(uploads)d uploads."
            )
            % numbers
        )
        self.stdout.write(_("SHA-256 of the manifest: %s") % archive.sha256)
