"""Reads the list of a saved page: its notices, then its rows."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeGuard

from django.utils.translation import gettext_lazy as _

from boards.imports.dates import WrittenDay, read_day
from boards.imports.header_row import Column
from boards.imports.lines import Line, Lines, common_path, in_one_line
from boards.imports.page_error import PageError
from boards.imports.saved_page import SavedRow
from boards.imports.text_limits import MAX_BOARD_NAME, MAX_TITLE, short
from boards.imports.view_counts import read_views
from boards.members.characters import shows_nothing
from boards.members.folding import folded

MAX_ENTRIES = 500  # notices and rows of one page
NOTICE_MARKS = ("[공지]", "[Notice]")
_NOTICE_CELLS = ("공지", "notice", "[공지]", "[notice]")
# Beside a title: how many comments it has, and whether it is new.
_ORNAMENT = re.compile(r"[\[(]\s?\+?\d{1,6}\s?[\])]|N|NEW|HOT|UP", re.IGNORECASE)


@dataclass(frozen=True)
class ReadNotice:
    """A notice whose date is still to be decided."""

    line: int
    title: str
    day: WrittenDay


Entry = ReadNotice | SavedRow


def read_list(
    lines: Lines, *, header: Line, columns: Sequence[Column]
) -> tuple[list[ReadNotice], list[SavedRow]]:
    """Read all entries; what stands twice comes once, and what follows the list is left out.

    Args:
        header: the header row, which was taken already.
        columns: what it says of the columns.

    Raises:
        PageError: naming the first line that is not what it should be, or the last one when the
            list has no rows.
    """
    entries = _EntryReader(lines.following(), header=header, columns=columns).read()
    notices = {(each.title, each.day.text): each for each in reversed(entries) if _is_notice(each)}
    rows = {
        (each.title, folded(each.board), each.views): each
        for each in reversed(entries)
        if isinstance(each, SavedRow)
    }
    if not rows:
        raise PageError(lines.last_number, _("The list has no rows."))
    return list(reversed(notices.values())), list(reversed(rows.values()))


def _is_notice(entry: Entry) -> TypeGuard[ReadNotice]:
    return isinstance(entry, ReadNotice)


class _EntryReader:
    """Reads entry after entry. One stands on a line of several cells, or each cell on a line."""

    def __init__(self, lines: Sequence[Line], *, header: Line, columns: Sequence[Column]) -> None:
        self._header, self._columns = header, columns
        self._tabs = "\t" in header.text
        self._lines = Lines([part for line in lines for part in _parts(line)])
        self._last_number = lines[-1].number if lines else header.number
        self._first_row: Line | None = None
        self._has_gaps = False  # whether blank lines part the entries of a text

    def read(self) -> list[Entry]:
        entries: list[Entry] = []
        self._lines.skip_blank()
        while (first := self._lines.peek()) is not None and not self._is_outside(first):
            if self._is_between(first):
                self._lines.take("")
            elif len(entries) == MAX_ENTRIES:
                reason = _("The list has more than %(most)d rows.") % {"most": MAX_ENTRIES}
                raise PageError(first.number, reason)
            else:
                entries.append(self._entry())
                if self._first_row is None and isinstance(entries[-1], SavedRow):
                    self._first_row = first
            if self._skip_blank() and self._is_over():
                break
        return entries

    def _skip_blank(self) -> bool:
        before = self._lines.peek()
        self._lines.skip_blank()
        return self._lines.peek() is not before

    def _is_outside(self, line: Line) -> bool:
        """Whether a line of HTML is in none of the elements that hold both header and rows."""
        if self._first_row is None or not line.path:
            return False
        around = common_path(self._header.path, self._first_row.path)
        return line.path[: len(around)] != around

    def _is_between(self, line: Line) -> bool:
        """Whether a line of HTML stands among the rows and has another shape, as a pager has."""
        return (
            self._first_row is not None
            and bool(line.path)
            and line.tags != self._first_row.tags
            and not _begins_notice(line)
        )

    def _is_over(self) -> bool:
        """Whether a blank line in a text, as the first one in its list, ends it."""
        rest = self._lines.following()
        if not rest or rest[0].path or self._first_row is None or self._has_gaps:
            return False
        for start in range(len(rest)):
            if self._is_entry(rest[start : start + 3]):
                self._has_gaps = True
                return False
        return True

    def _is_entry(self, lines: Sequence[Line]) -> bool:
        try:
            _EntryReader(lines, header=self._header, columns=self._columns)._entry()
        except PageError:
            return False
        return True

    def _entry(self) -> Entry:
        first = self._lines.peek()
        if first is not None and self._is_whole(first):
            self._lines.take("")
            return _entry_of_cells(first, self._columns)
        if first is not None and _begins_notice(first):
            return self._notice()
        return self._row()

    def _is_whole(self, line: Line) -> bool:
        """Whether a line is an entry of its own; in a text a tab may as well be a space."""
        if line.path:
            return len(line.cells) > 1
        if self._tabs or len(line.cells) < 2:
            return len(line.cells) > 1
        try:
            _entry_of_cells(line, self._columns)
        except PageError:
            return False
        return True

    def _notice(self) -> ReadNotice:
        title = self._take(_("The notice has no title."))
        day = self._take(_("The notice has no date."))
        return _notice_of(title, title.text, day)

    def _row(self) -> SavedRow:
        title = self._take(_("The row has no title."))
        board = self._take(_("The row has no board."))
        if shows_nothing(board.text):
            raise PageError(board.number, _("The row has no board."))
        return _row_of(title, board, self._take(_("The row has no view count.")))

    def _take(self, missing: Any) -> Line:
        """Take the next line; where there is none, the last line of the page is at fault."""
        if self._lines.peek() is None:
            raise PageError(self._last_number, missing)
        return self._lines.take(missing)


def _parts(line: Line) -> list[Line]:
    """Return the lines that a line is for the list: one of two cells, not in a table, is two."""
    if not line.path:
        cells = tuple(line.text.split("\t")) if "\t" in line.text else ()
        return [replace(line, cells=cells)]
    cells = line.cells
    if line.tags[-1] == "tr" or not cells:
        return [line]
    cells = tuple(cell for cell in cells if not _ORNAMENT.fullmatch(cell))
    if len(cells) > 2:
        return [replace(line, cells=cells)]
    return [replace(line, text=cell, cells=()) for cell in cells]


def _begins_notice(line: Line) -> bool:
    cells = line.cells or (line.text,)
    first = in_one_line(next((cell for cell in cells if not shows_nothing(cell)), "")[:100])
    return first.startswith(NOTICE_MARKS) or (len(cells) > 1 and first.lower() in _NOTICE_CELLS)


def _entry_of_cells(line: Line, columns: Sequence[Column]) -> Entry:
    cells = list(line.cells)
    known = dict(zip(columns, cells, strict=True)) if len(columns) == len(cells) else {}
    if _begins_notice(line) or known.get(Column.TITLE, "").startswith(NOTICE_MARKS):
        return _notice_of_cells(line, known)
    if not known:
        if len(cells) > 3 and cells[0].strip().isdecimal():
            cells = cells[1:]
        if len(cells) < 3:
            raise PageError(line.number, _("The row has no board."))
        known = {Column.TITLE: cells[0], Column.BOARD: cells[1], Column.VIEWS: cells[-1]}
    title, board, views = (
        replace(line, text=known.get(column, ""))
        for column in (Column.TITLE, Column.BOARD, Column.VIEWS)
    )
    if shows_nothing(title.text):
        raise PageError(line.number, _("The row has no title."))
    if shows_nothing(board.text):
        raise PageError(line.number, _("The row has no board."))
    return _row_of(title, board, views)


def _notice_of_cells(line: Line, known: dict[Column, str]) -> ReadNotice:
    cells = [cell for cell in line.cells if not shows_nothing(cell)]
    title = known.get(Column.TITLE) or (
        cells[1] if in_one_line(cells[0]).lower() in _NOTICE_CELLS and len(cells) > 1 else cells[0]
    )
    for cell in reversed([known.get(Column.DATE, ""), *cells[1:]]):
        try:
            read_day(line, cell)
        except PageError:
            continue
        return _notice_of(line, title, replace(line, text=cell))
    raise PageError(line.number, _("The notice has no date."))


def _notice_of(line: Line, title: str, day: Line) -> ReadNotice:
    text = in_one_line(title)
    for mark in NOTICE_MARKS:
        text = text.removeprefix(mark)
    if shows_nothing(text):
        raise PageError(line.number, _("The notice has no title."))
    return ReadNotice(
        line=line.number,
        title=short(
            replace(line, text=text),
            MAX_TITLE,
            _("The title is longer than %(longest)d characters."),
        ),
        day=read_day(day, day.text.strip()),
    )


def _row_of(title: Line, board: Line, views: Line) -> SavedRow:
    return SavedRow(
        line=title.number,
        title=short(title, MAX_TITLE, _("The title is longer than %(longest)d characters.")),
        board=short(
            board, MAX_BOARD_NAME, _("The board's name is longer than %(longest)d characters.")
        ),
        views=read_views(views),
    )
