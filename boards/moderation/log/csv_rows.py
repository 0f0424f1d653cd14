"""The log as CSV, line by line."""

import csv
from collections.abc import Iterable, Iterator
from typing import Any

from django.utils.translation import get_language, gettext, override

from boards.moderation.log.reading import Line

BYTE_ORDER_MARK = "\ufeff"  # or spreadsheets take Korean for something else
# What spreadsheets take for a formula when a cell begins with it (OWASP, "CSV Injection").
# Full width too, which some of them take for the same; after any spaces.
_FORMULA = tuple("=+-@\t\r\n＝＋－＠")  # noqa: RUF001
_SPACES = " \u00a0\u3000"


class _Echo:
    """A file that gives back what is written into it."""

    def write(self, value: str) -> str:
        return value


def csv_of(lines: Iterable[Line]) -> Iterator[str]:
    """Return the rows of a CSV in the language of now, made as they are asked for; times are UTC.

    They are sent after the view is done, when the thread may speak another language.
    """
    return _rows(iter(lines), get_language())


def _rows(lines: Iterator[Line], language: str | None) -> Iterator[str]:
    writer = csv.writer(_Echo())
    with override(language):
        row = BYTE_ORDER_MARK + writer.writerow(_headings())
    while row:
        yield row
        with override(language):
            line = next(lines, None)
            row = writer.writerow(map(safe_cell, _cells(line))) if line else ""


def safe_cell(value: Any) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    text = str(value)
    return f"'{text}" if text.lstrip(_SPACES).startswith(_FORMULA) else text


def _headings() -> list[str]:
    return [
        gettext("When (UTC)"),
        gettext("Who"),
        gettext("What"),
        gettext("Board"),
        gettext("Kind"),
        gettext("Number"),
        gettext("Reason"),
        gettext("Details"),
    ]


def _cells(line: Line) -> list[Any]:
    entry = line.entry
    return [
        entry.at.isoformat(),
        line.who or (gettext("System") if entry.is_by_system else gettext("Former member")),
        line.what,
        entry.board or "",
        line.kind,
        entry.target_id,
        entry.reason,
        "; ".join(line.details),
    ]
