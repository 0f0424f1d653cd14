"""Reads a saved article page of another site. Touches neither files nor the database.

Such a page is HTML as a browser saves it, or its text: the article's title, a line with its author
and time, its body and source; then the list below it, which begins with a header row and holds
notices (title, date) and rows (title, board, views). docs/import.md describes the format.
"""

from boards.imports.article_part import ReadArticle, read_article
from boards.imports.dates import DayOrder, combined, decide_order
from boards.imports.html_lines import is_html, lines_of_html
from boards.imports.lines import Lines, lines_of_text
from boards.imports.list_part import ReadNotice, read_list
from boards.imports.saved_page import SavedArticle, SavedNotice, SavedPage, SavedRow

__all__ = ["SavedArticle", "SavedNotice", "SavedPage", "SavedRow", "parse_page"]


def parse_page(text: str, *, dates: DayOrder | None = None) -> SavedPage:
    """Return what a saved page holds.

    Args:
        dates: what stands first in dates such as 03/09/2024; None lets the page tell.

    Raises:
        PageError: naming the first line that is not what it should be.
    """
    lines = Lines(lines_of_html(text) if is_html(text) else lines_of_text(text))
    article = read_article(lines)
    notices, rows = read_list(lines, header=article.header, columns=article.columns)
    return _decided(article, notices, rows, dates)


def _decided(
    article: ReadArticle, notices: list[ReadNotice], rows: list[SavedRow], told: DayOrder | None
) -> SavedPage:
    """Return the page once its dates are known: all of them together tell their order."""
    order = decide_order([article.day, *(notice.day for notice in notices)], told)
    return SavedPage(
        article=SavedArticle(
            title=article.title,
            masked_author=article.masked_author,
            posted_at=combined(order.day(article.day), article.time),
            body=article.body,
            source=article.source,
        ),
        notices=tuple(
            SavedNotice(notice.line, notice.title, order.day(notice.day)) for notice in notices
        ),
        rows=tuple(rows),
        unsure_date=order.unsure,
    )
