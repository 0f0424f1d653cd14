"""The tables of `make bench`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from benchmarks.documents.tables import DATABASES, Columns, Section, table

SECTION = Section(
    results="latest.json",
    begin="<!-- figures of make bench -->",
    end="<!-- end of the figures -->",
)


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


def _who(page: str, who: str) -> str:
    return "a fifth members" if (page, who) == ("mixed", "member") else who


PAGES: Columns = {
    "page": "{row.page}",
    "who": lambda row: _who(row.page, row.who),
    "requests/s": "{row.rps:,.0f}",
    "share of hello": "{row.ratio:.3f} ({row.ratio_low:.3f}–{row.ratio_high:.3f})",
    "p50 ms": "{row.p50_ms:.1f}",
    "p95 ms": "{row.p95_ms:.1f}",
    "p99 ms": "{row.p99_ms:.1f}",
    "queries": "{row.queries:d}",
    "SQL ms": "{row.sql_ms:.1f}",
    "CPU ms": "{row.cpu_ms:.1f}",
    "KB": "{row.bytes:KiB}",
    "KB brotli": "{row.bytes_brotli:KiB}",
    "PSS MB": "{row.pss_mb:.0f}",
}
# Of an item of `growth`.
GROWTH: Columns = {
    "database": lambda grown: DATABASES[grown[0][0]],
    "page": lambda grown: grown[0][1],
    "who": lambda grown: _who(*grown[0][1:]),
    "growth": "{row[1][2]:.2f}",
}


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
    return (
        f"### {DATABASES[first.database]}, {first.posts:,} posts\n\n"
        f"Floors: hello {first.floor_rps:,.0f}, static file {first.static_rps:,.0f} requests a "
        f"second.\n\n{table(PAGES, rows)}"
    )


def _growth_table(rows: Sequence[Row]) -> str:
    grown = growth(rows)
    if not grown:
        return ""
    small, large, _ = next(iter(grown.values()))
    return (
        f"### Growth from {small:,} to {large:,} posts\n\n"
        f"How many times as dear a page is; 1.00 is no growth.\n\n{table(GROWTH, grown.items())}"
    )
