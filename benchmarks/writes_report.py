"""Writes what was measured of views and writes: JSON for programs, a table for people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.document import DATABASES, DOCUMENT, put_between

BEGIN, END = "<!-- figures of make bench-writes -->", "<!-- end of the figures of writes -->"


@dataclass(frozen=True)
class WriteRow:
    """One figure.

    Attributes:
        database: `sqlite` or `postgres`.
        posts: in the database before.
        what: `views`, `article`, `posts` or `comments`.
        how: who sent it, and what was asked.
        asked_per_second: the pace; None for as many as possible.
        failed: what failed, by the error's name.
        exact: whether the totals were right afterwards; None where that is no question.
        ratio: times as dear as the same pages that are not counted.
    """

    database: str
    posts: int
    what: str
    how: str
    per_second: float | None = None
    p50_ms: float | None = None
    p95_ms: float | None = None
    p99_ms: float | None = None
    asked_per_second: float | None = None
    failed: dict[str, int] = field(default_factory=dict)
    exact: bool | None = None
    ratio: float | None = None


def write_document(rows: Sequence[WriteRow], *, machine: str, file: Path = DOCUMENT) -> None:
    """Put the table between the marks of the document.

    Raises:
        ValueError: when it has no marks.
    """
    put_between(BEGIN, END, as_text(rows, machine=machine), file=file)


def as_text(rows: Iterable[WriteRow], *, machine: str) -> str:
    """Return the table in Markdown.

    Args:
        machine: a sentence about where and when it was measured.
    """
    lines = [
        f"{machine}\n",
        "| database | posts | what | how | asked/s | done/s | p50 ms | p95 ms | p99 ms | failed "
        "| exact | times as dear |",
        "|---|--:|---|---|--:|--:|--:|--:|--:|--:|---|--:|",
        *map(_line, rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: WriteRow) -> str:
    cells = [
        DATABASES[row.database],
        f"{row.posts:,}",
        row.what,
        row.how,
        *(_shown(value, ",.0f") for value in (row.asked_per_second, row.per_second)),
        *(_shown(value, ".1f") for value in (row.p50_ms, row.p95_ms, row.p99_ms)),
        str(sum(row.failed.values())),
        {None: "", True: "yes", False: "NO"}[row.exact],
        _shown(row.ratio, ".2f"),
    ]
    return f"| {' | '.join(cells)} |"


def _shown(value: float | None, form: str) -> str:
    return "" if value is None else format(value, form)
