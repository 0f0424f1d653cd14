"""The table of `make bench-writes`."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from benchmarks.documents.tables import Columns, Section, database_name, table

SECTION = Section(
    results="writes.json",
    begin="<!-- figures of make bench-writes -->",
    end="<!-- end of the figures of writes -->",
)


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

    @property
    def failures(self) -> int:
        """How much failed, for whatever reason."""
        return sum(self.failed.values())


COLUMNS: Columns = {
    "database": database_name,
    "posts": "{row.posts:,}",
    "what": "{row.what}",
    "how": "{row.how}",
    "asked/s": "{row.asked_per_second:,.0f}",
    "done/s": "{row.per_second:,.0f}",
    "p50 ms": "{row.p50_ms:.1f}",
    "p95 ms": "{row.p95_ms:.1f}",
    "p99 ms": "{row.p99_ms:.1f}",
    "failed": "{row.failures:d}",
    "exact": lambda row: {None: "", True: "yes", False: "NO"}[row.exact],
    "times as dear": "{row.ratio:.2f}",
}


def as_text(rows: Iterable[WriteRow], *, machine: str) -> str:
    """Return the table in Markdown.

    Args:
        machine: a sentence about where and when it was measured.
    """
    return f"{machine}\n\n{table(COLUMNS, rows)}"
