"""Brings a saved page into the database."""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.imports.actions.import_article import import_article
from boards.imports.actions.import_notices import import_notices
from boards.imports.actions.import_rows import import_rows
from boards.imports.boards_by_name import BoardsByName
from boards.imports.locking import wait_for_other_imports
from boards.imports.models import ImportedPage
from boards.imports.register import Register
from boards.imports.report import ArticleOutcome, Report
from boards.imports.saved_page import SavedPage
from boards.members.models import Member
from boards.models import Board
from boards.posts.models import Post
from boards.posts.signals import posts_imported


def _tell_nobody(stage: Any) -> None:
    """Take a stage's name and do nothing with it."""


def import_page(
    *,
    page: SavedPage,
    by: Member | None = None,
    board: Board | None = None,
    dry_run: bool = False,
    tell: Callable[[Any], None] = _tell_nobody,
) -> Report:
    """Import a page, all of it or nothing; what an earlier import brought stays as it is.

    Args:
        by: who imports; None for the command line.
        board: where the article and its notices go; None lets the page tell.
        dry_run: do everything, report it, and take it back.
        tell: called with the name of each stage as it begins.
    """
    with transaction.atomic():
        tell(_("Waiting for other imports"))
        wait_for_other_imports()
        boards, register = BoardsByName(), Register(page)
        tell(_("Article"))
        article, outcome = import_article(page=page, chosen=board, boards=boards, register=register)
        tell(_("Notices"))
        notices_made = import_notices(page=page, board=article.board, register=register)
        tell(_("Rows"))
        rows_made = import_rows(page=page, boards=boards, register=register)
        posts_imported.send(sender=Post, post_ids=register.new_post_ids())
        register.save()
        report = _report(page, outcome, boards, notices_made, rows_made, dry_run)
        if report.made_anything:
            _remember(report, article, by)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _report(
    page: SavedPage,
    outcome: ArticleOutcome,
    boards: BoardsByName,
    notices_made: int,
    rows_made: int,
    dry_run: bool,
) -> Report:
    return Report(
        article=outcome,
        boards_made=tuple(board.name for board in boards.made),
        notices_made=notices_made,
        notices_known=len(page.notices) - notices_made,
        rows_made=rows_made,
        rows_known=len(page.rows) - rows_made,
        dry_run=dry_run,
        unsure_date=page.unsure_date,
    )


def _remember(report: Report, article: Post, by: Member | None) -> None:
    ImportedPage.objects.create(
        article=article,
        imported_by=by,
        boards_made=len(report.boards_made),
        notices_made=report.notices_made,
        rows_made=report.rows_made,
    )
