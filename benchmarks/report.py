"""Writes what was measured: JSON for programs, tables for people."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benchmarks.document import DATABASES, DOCUMENT, put_between
from benchmarks.environment import PROJECT

RESULTS = PROJECT / "benchmarks" / "results"
BEGIN, END = "<!-- figures of make bench -->", "<!-- end of the figures -->"
KIB = 1024


@dataclass(frozen=True)
class Row:
    """The figures of one page; medians over the rounds.

    Attributes:
        floor_rps: of Django's hello in the same rounds; `static_rps` of the static file.
        ratio: `rps` to `floor_rps`, round by round; with the lowest and the highest.
        cpu_ms: of the first rendering of such a page, and `queries` and `sql_ms` as well.
        pss_mb: the largest worker that was seen.
    """

    database: str
    posts: int
    page: str
    who: str
    rps: float
    floor_rps: float
    static_rps: float
    ratio: float
    ratio_low: float
    ratio_high: float
    p50_ms: float
    p95_ms: float
    p99_ms: float
    queries: int
    sql_ms: float
    cpu_ms: float
    bytes: int
    bytes_brotli: int
    pss_mb: float


def write_json(rows: Iterable[Any], file: Path) -> None:
    """Write rows, which are dataclasses, as a list of objects."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps([asdict(row) for row in rows], indent=1) + "\n")


def write_document(rows: Sequence[Row], *, machine: str, file: Path = DOCUMENT) -> None:
    """Put the tables between the marks of the document.

    Raises:
        ValueError: when it has no marks.
    """
    put_between(BEGIN, END, as_text(rows, machine=machine), file=file)


def as_text(rows: Sequence[Row], *, machine: str) -> str:
    """Return the tables in Markdown.

    Args:
        machine: a sentence about where and when it was measured.
    """
    sizes = dict.fromkeys((row.database, row.posts) for row in rows)
    tables = [_table([row for row in rows if (row.database, row.posts) == size]) for size in sizes]
    return "\n".join([f"{machine}\n", *tables, _growth_table(rows)])


def growth(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[int, int, float]]:
    """Return how much dearer each page is on the largest database than on the smallest.

    By (database, page, who): the two numbers of posts, and the share of the floor on the small
    one divided by that on the large one. Pages that only one size has are left out, and those
    that were not answered once.
    """
    by_page: dict[tuple[str, str, str], dict[int, float]] = {}
    for row in rows:
        by_page.setdefault((row.database, row.page, row.who), {})[row.posts] = row.ratio
    return {
        page: (min(ratios), max(ratios), ratios[min(ratios)] / ratios[max(ratios)])
        for page, ratios in by_page.items()
        if len(ratios) > 1 and all(ratios.values())
    }


def _table(rows: Sequence[Row]) -> str:
    first = rows[0]
    lines = [
        f"### {DATABASES[first.database]}, {first.posts:,} posts\n",
        f"Floors: hello {first.floor_rps:,.0f}, static file {first.static_rps:,.0f} requests a "
        "second.\n",
        "| page | who | requests/s | share of hello | p50 ms | p95 ms | p99 ms | queries | SQL ms "
        "| CPU ms | KB | KB brotli | PSS MB |",
        "|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|",
        *map(_line, rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: Row) -> str:
    cells = [
        row.page,
        _who(row.page, row.who),
        f"{row.rps:,.0f}",
        f"{row.ratio:.3f} ({row.ratio_low:.3f}–{row.ratio_high:.3f})",
        *(f"{value:.1f}" for value in (row.p50_ms, row.p95_ms, row.p99_ms)),
        str(row.queries),
        *(f"{value:.1f}" for value in (row.sql_ms, row.cpu_ms)),
        *(f"{size / KIB:.1f}" for size in (row.bytes, row.bytes_brotli)),
        f"{row.pss_mb:.0f}",
    ]
    return f"| {' | '.join(cells)} |"


def _growth_table(rows: Sequence[Row]) -> str:
    grown = growth(rows)
    if not grown:
        return ""
    small, large, _ = next(iter(grown.values()))
    lines = [
        f"### Growth from {small:,} to {large:,} posts\n",
        "How many times as dear a page is; 1.00 is no growth.\n",
        "| database | page | who | growth |",
        "|---|---|---|--:|",
        *(
            f"| {DATABASES[database]} | {page} | {_who(page, who)} | {times:.2f} |"
            for (database, page, who), (_, _, times) in grown.items()
        ),
    ]
    return "\n".join(lines) + "\n"


def _who(page: str, who: str) -> str:
    return "a fifth members" if (page, who) == ("mixed", "member") else who
