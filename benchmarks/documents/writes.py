"""The table of `make bench-writes`."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Annotated

from benchmarks.documents.tables import Column, Section, columns_of, database_name, table

SECTION = Section(
    "writes.json", "<!-- figures of make bench-writes -->", "<!-- end of the figures of writes -->"
)
GOALS = {"comments": 9, "posts": 12}  # of a form, as a multiple of hello
EXACT = {None: "", True: "yes", False: "NO"}


@dataclass(frozen=True)
class WriteRow:
    """One figure."""

    database: Annotated[str, Column("database", cell=database_name)]
    posts: Annotated[int, Column("posts", ",")]  # in the database before
    what: Annotated[str, Column("what")]  # `views`, `article`, `posts` or `comments`
    how: Annotated[str, Column("how")]  # who sent it, and what was requested
    # The pace; None for as many as possible.
    asked_per_second: Annotated[float | None, Column("asked/s", ",.0f")] = None
    per_second: Annotated[float | None, Column("done/s", ",.0f")] = None
    p50_ms: Annotated[float | None, Column("p50 ms", ".1f")] = None
    p95_ms: Annotated[float | None, Column("p95 ms", ".1f")] = None
    p99_ms: Annotated[float | None, Column("p99 ms", ".1f")] = None
    # What failed, by the error's name.
    failed: Annotated[dict[str, int], Column("failed", cell="{row.failures:d}")] = field(
        default_factory=dict
    )
    # Whether the totals were right afterwards; None where that is no question.
    exact: Annotated[bool | None, Column("exact", cell=lambda row: EXACT[row.exact])] = None
    # Milliseconds of a request, and what it takes altogether as a multiple of hello's.
    web_cpu_ms: Annotated[float | None, Column("CPU ms web", ".2f")] = None
    database_cpu_ms: Annotated[float | None, Column("CPU ms database", ".2f")] = None
    times_hello: Annotated[float | None, Column("× hello", cell=lambda row: _times_hello(row))] = (
        None
    )
    # Times as dear as the same pages that are not counted.
    ratio: Annotated[float | None, Column("times as dear", ".2f")] = None

    @property
    def failures(self) -> int:
        """How much failed, for whatever reason."""
        return sum(self.failed.values())


def _times_hello(row: WriteRow) -> str:
    return f"{row.times_hello:.1f} (goal {GOALS[row.what]})" if row.times_hello else ""


def as_text(rows: Iterable[WriteRow], *, machine: str) -> str:
    """Return the table in Markdown; `machine` is a sentence about where and when it was made."""
    return f"{machine}\n\n{table(columns_of(WriteRow), rows)}"
