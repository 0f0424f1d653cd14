"""The table of `make bench-memory`."""

from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.documents.tables import Columns, Section, database_name, table

SECTION = Section(
    results="memory.json",
    begin="<!-- figures of make bench-memory -->",
    end="<!-- end of the figures of memory -->",
)


@dataclass(frozen=True)
class MemoryRow:
    """The memory of a site's workers after so many requests.

    Attributes:
        database: `sqlite` or `postgres`.
        who: `guest`, or `member` for a fifth members.
        requests: of each worker on average, since it started.
        pss_mb: of the largest worker.
    """

    database: str
    posts: int
    who: str
    requests: int
    pss_mb: float


COLUMNS: Columns = {
    "database": database_name,
    "posts": "{row.posts:,}",
    "who": lambda row: {"guest": "guests", "member": "a fifth members"}[row.who],
    "requests of each worker": "{row.requests:,}",
    "PSS MB": "{row.pss_mb:.0f}",
}


def as_text(rows: Iterable[MemoryRow]) -> str:
    """Return the table in Markdown."""
    return table(COLUMNS, rows)
