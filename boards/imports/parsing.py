"""Reads a saved article page of the old site. Touches neither files nor the database.

Such a page is the text that a browser saves: the article's title, a line with its author and
time, its body and source; then the list below it, which begins with the line `Title View` and
holds notices (title, date) and rows (title, board, views), one line each.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from boards import site_time
from boards.imports.lines import Line, Lines, in_one_line
from boards.imports.page_error import PageError
from boards.members.characters import is_longer_than, shows_nothing
from boards.members.masking import MASK, mask_name

MAX_TITLE = 200
MAX_BOARD_NAME = 80
MAX_AUTHOR = 60
MAX_SOURCE = 200
MAX_ENTRIES = 500  # notices and rows of one page
MAX_VIEWS = 10**12
FIRST_YEAR = 1990

LIST_HEADING = "Title View"
NOTICE_MARK = "[공지]"
SOURCE_MARK = "출처"
_NUMBER = re.compile(r"\d{1,3}(?:,\d{3}){0,6}|\d{1,20}")


@dataclass(frozen=True)
class SavedArticle:
    """The article of the page; `body` holds its lines as they stand there."""

    title: str
    masked_author: str
    posted_at: datetime
    body: tuple[str, ...]
    source: str


@dataclass(frozen=True)
class SavedNotice:
    """A notice above the list, and the line it stands on."""

    line: int
    title: str
    date: date


@dataclass(frozen=True)
class SavedRow:
    """A row of the list, and the line it begins on."""

    line: int
    title: str
    board: str
    views: int


@dataclass(frozen=True)
class SavedPage:
    """All that a saved page holds, in its order; there is at least one row."""

    article: SavedArticle
    notices: tuple[SavedNotice, ...]
    rows: tuple[SavedRow, ...]


def parse_page(text: str) -> SavedPage:
    """Return what a saved page holds.

    Raises:
        PageError: naming the first line that is not what it should be.
    """
    lines = Lines(text)
    article = _article(lines)
    notices, rows = _entries(lines)
    if not rows:
        raise PageError(lines.last_number, _("The list has no rows."))
    return SavedPage(article, tuple(notices), tuple(rows))


def _article(lines: Lines) -> SavedArticle:
    title = lines.take_filled(_("The title is missing."))
    byline = lines.take_filled(_("The line “By … Posted: …” is missing."))
    author, posted_at = _byline(byline)
    body, source = _body_and_source(_lines_above_list(lines))
    return SavedArticle(
        title=_short(title, MAX_TITLE, _("The title is longer than %(longest)d characters.")),
        masked_author=author,
        posted_at=posted_at,
        body=tuple(line.text for line in body),
        source=source,
    )


def _byline(line: Line) -> tuple[str, datetime]:
    name, posted, time = in_one_line(line.text).partition(" Posted: ")
    author = name.removeprefix("By ")
    if not posted or author == name or shows_nothing(author):
        raise PageError(line.number, _("This is not a line “By … Posted: …”."))
    if not author.endswith(MASK):
        author = mask_name(author)
    _short(Line(line.number, author), MAX_AUTHOR, _("The author's name is too long."))
    return author, site_time.to_utc(_time(line, time, "%Y-%m-%d %H:%M:%S"))


def _lines_above_list(lines: Lines) -> list[Line]:
    above: list[Line] = []
    while True:
        line = lines.take(_("The page ends before its list (“Title View”)."))
        if in_one_line(line.text) == LIST_HEADING:
            return above
        above.append(line)


def _body_and_source(above: list[Line]) -> tuple[list[Line], str]:
    """Split what stands between byline and list; the source is its last line, if any."""
    while above and shows_nothing(above[-1].text):
        above.pop()
    if not above:
        return [], ""
    mark, colon, source = in_one_line(above[-1].text).replace("：", ":").partition(":")
    if not colon or mark.strip() != SOURCE_MARK:
        return above, ""
    line = Line(above[-1].number, source)
    return above[:-1], _short(
        line, MAX_SOURCE, _("The source is longer than %(longest)d characters.")
    )


def _entries(lines: Lines) -> tuple[list[SavedNotice], list[SavedRow]]:
    notices: list[SavedNotice] = []
    rows: list[SavedRow] = []
    lines.skip_blank()
    while (first := lines.peek()) is not None:
        if len(notices) + len(rows) == MAX_ENTRIES:
            raise PageError(
                first.number, _("The list has more than %(most)d rows.") % {"most": MAX_ENTRIES}
            )
        if in_one_line(first.text).startswith(NOTICE_MARK):
            notices.append(_notice(lines))
        else:
            rows.append(_row(lines))
        lines.skip_blank()
    return notices, rows


def _notice(lines: Lines) -> SavedNotice:
    title = lines.take(_("The notice has no title."))
    day = lines.take(_("The notice has no date."))
    name = Line(title.number, in_one_line(title.text).removeprefix(NOTICE_MARK))
    if shows_nothing(name.text):
        raise PageError(title.number, _("The notice has no title."))
    return SavedNotice(
        line=title.number,
        title=_short(name, MAX_TITLE, _("The title is longer than %(longest)d characters.")),
        date=_time(day, day.text.strip(), "%m/%d/%Y").date(),
    )


def _row(lines: Lines) -> SavedRow:
    title = lines.take(_("The row has no title."))
    board = lines.take(_("The row has no board."))
    if shows_nothing(board.text):
        raise PageError(board.number, _("The row has no board."))
    views = lines.take(_("The row has no view count."))
    return SavedRow(
        line=title.number,
        title=_short(title, MAX_TITLE, _("The title is longer than %(longest)d characters.")),
        board=_short(
            board, MAX_BOARD_NAME, _("The board's name is longer than %(longest)d characters.")
        ),
        views=_views(views),
    )


def _views(line: Line) -> int:
    """Read a whole number; thousands may be parted by commas, digits may be full-width."""
    number = line.text.strip()
    if not _NUMBER.fullmatch(number):
        raise PageError(line.number, _("The view count is not a number."))
    views = int(number.replace(",", ""))
    if views > MAX_VIEWS:
        raise PageError(line.number, _("The view count is too large to be true."))
    return views


def _time(line: Line, text: str, layout: str) -> datetime:
    try:
        moment = datetime.strptime(text, layout)
    except ValueError as error:
        raise PageError(line.number, _("There is no such date or time.")) from error
    tomorrow = site_time.today() + timedelta(days=1)
    if moment.year < FIRST_YEAR or moment.date() > tomorrow:
        raise PageError(
            line.number, _("The date lies before %(year)d or in the future.") % {"year": FIRST_YEAR}
        )
    return moment


def _short(line: Line, limit: int, reason: Any) -> str:
    """Return the line as it is stored; a character counts once, however it was typed.

    Args:
        reason: may name the limit as %(longest)d.
    """
    text = in_one_line(line.text)
    if is_longer_than(text, limit):
        raise PageError(line.number, reason % {"longest": limit})
    return text
