"""manage.py import_page: brings in a saved article page."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from boards.imports.actions.import_page import import_page
from boards.imports.dates import DayOrder
from boards.imports.page_error import PageError
from boards.imports.parsing import parse_page
from boards.imports.reading import read_text
from boards.imports.saved_page import SavedPage
from boards.models import Board


class Command(BaseCommand):
    """Imports the article, the notices and the listed posts of a saved page."""

    help = (
        "Import a saved article page: its article, its notices and the posts of its list. "
        "A second run adds nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file and what is not in it."""
        parser.add_argument("file", type=Path, help="the saved page: HTML, or its text")
        parser.add_argument(
            "--board",
            metavar="SLUG",
            help="the article's board; if left out, taken from the page",
        )
        parser.add_argument(
            "--dates",
            choices=DayOrder.values,
            help="what comes first in dates such as 09/03/2024, if the page does not settle it",
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="do and report everything, and save nothing"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        """Import the page with a line for each stage; one sentence and exit code 1 on error."""
        board = _board(options["board"]) if options["board"] else None
        self.stdout.write(_("Reading"))
        page = _page(options["file"], dates=options["dates"])
        report = import_page(
            page=page,
            board=board,
            dry_run=options["dry_run"],
            tell=lambda stage: self.stdout.write(str(stage)),
        )
        for line in report.lines():
            self.stdout.write(self.style.SUCCESS(line))


def _board(slug: str) -> Board:
    board = Board.objects.at(slug).first() or Board.objects.known_as(slug)
    if board is None:
        raise CommandError(_("There is no board with the address “%(slug)s”.") % {"slug": slug})
    return board


def _page(path: Path, *, dates: str | None) -> SavedPage:
    try:
        with path.open("rb") as file:
            return parse_page(read_text(file), dates=DayOrder(dates) if dates else None)
    except PageError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        reason = {"file": path, "reason": error.strerror or error}
        raise CommandError(_("Cannot read “%(file)s”: %(reason)s.") % reason) from error
