"""The tables of `make bench`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Annotated

from benchmarks.documents.tables import DATABASES, Column, Columns, Section, columns_of, table

SECTION = Section("latest.json", "<!-- figures of make bench -->", "<!-- end of the figures -->")


def _who(page: str, who: str) -> str:
    return "a fifth members" if (page, who) == ("mixed", "member") else who


# Of a rendered page, web and database together, as a multiple of hello; docs/performance.md.
GOALS = {
    ("article-rendered", "guest"): 8,
    ("article-rendered", "member"): 9,
    ("list-rendered", "guest"): 5,
    ("search", "guest"): 25,
    ("search", "member"): 25,
}
SHARE = "{row.ratio:.3f} ({row.ratio_low:.3f}–{row.ratio_high:.3f})"


@dataclass(frozen=True)
class Row:
    """The figures of one page; medians over the rounds."""

    database: str
    posts: Annotated[int, Column("posts", ",")]
    page: Annotated[str, Column("page")]
    who: Annotated[str, Column("who", cell=lambda row: _who(row.page, row.who))]
    rps: Annotated[float, Column("requests/s", ",.0f")]
    floor_rps: float  # of Django's hello in the same rounds
    floor_cpu_ms: float  # of a request to it
    static_rps: float  # of the static file
    # `rps` to `floor_rps`, round by round; with the lowest and the highest.
    ratio: Annotated[float, Column("share of hello", cell=SHARE)]
    ratio_low: float
    ratio_high: float
    # CPU time of a request under that load; what it takes altogether, as a multiple of hello.
    web_cpu_ms: Annotated[float, Column("CPU ms web", ".2f")]
    database_cpu_ms: Annotated[float, Column("CPU ms database", ".2f")]
    times_hello: Annotated[float, Column("× hello", cell=lambda row: _times_hello(row))]
    p50_ms: Annotated[float, Column("p50 ms", ".1f")]
    p95_ms: Annotated[float, Column("p95 ms", ".1f")]
    p99_ms: Annotated[float, Column("p99 ms", ".1f")]
    # These three are of the first rendering of such a page.
    queries: Annotated[int, Column("queries", "d")]
    sql_ms: Annotated[float, Column("SQL ms", ".1f")]
    cpu_ms: Annotated[float, Column("CPU ms once", ".1f")]
    bytes: Annotated[int, Column("KB", "KiB")]
    bytes_brotli: Annotated[int, Column("KB brotli", "KiB")]
    pss_mb: Annotated[float, Column("PSS MB", ".0f")]  # MiB, of the largest worker that was seen


# Of an item of `growth`.
GROWTH: Columns = {
    "database": lambda grown: DATABASES[grown[0][0]],
    "page": lambda grown: grown[0][1],
    "who": lambda grown: _who(*grown[0][1:]),
    "growth": "{row[1][2]:.2f}",
}


def as_text(rows: Sequence[Row], *, machine: str) -> str:
    """Return the tables in Markdown; `machine` is a sentence about where and when it was."""
    databases = dict.fromkeys(row.database for row in rows)
    tables = [_table([row for row in rows if row.database == name]) for name in databases]
    return "\n".join([f"{machine}\n", *tables, _growth_table(rows)])


def growth(rows: Iterable[Row]) -> dict[tuple[str, str, str], tuple[int, int, float]]:
    """Return how much dearer each page is on the largest database than on the smallest.

    By (database, page, who): the two numbers of posts, and the CPU time as a multiple of hello on
    the large one divided by that on the small one. Pages that only one size has are left out.
    """
    by_page: dict[tuple[str, str, str], dict[int, float]] = {}
    for row in rows:
        by_page.setdefault((row.database, row.page, row.who), {})[row.posts] = row.times_hello
    return {
        page: (min(times), max(times), times[max(times)] / times[min(times)])
        for page, times in by_page.items()
        if len(times) > 1 and all(times.values())
    }


def _times_hello(row: Row) -> str:
    goal = GOALS.get((row.page, row.who))
    return f"{row.times_hello:.1f}" + (f" (goal {goal})" if goal else "")


def _table(rows: Sequence[Row]) -> str:
    floors = "".join(
        f"- At {row.posts:,} posts: hello {row.floor_rps:,.0f}, static file {row.static_rps:,.0f} "
        f"requests a second; hello takes {row.floor_cpu_ms:.2f} ms of CPU.\n"
        for row in {row.posts: row for row in rows}.values()
    )
    name = DATABASES[rows[0].database]
    return f"### {name}\n\nFloors:\n\n{floors}\n{table(columns_of(Row), rows)}"


def _growth_table(rows: Sequence[Row]) -> str:
    grown = growth(rows)
    if not grown:
        return ""
    small, large, _ = next(iter(grown.values()))
    return (
        f"### Growth from {small:,} to {large:,} posts\n\n"
        f"How many times as dear a page is; 1.00 is no growth.\n\n{table(GROWTH, grown.items())}"
    )
