"""The table of `make bench-memory`."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Annotated

from benchmarks.documents.tables import Column, Section, columns_of, database_name, table

SECTION = Section(
    "memory.json", "<!-- figures of make bench-memory -->", "<!-- end of the figures of memory -->"
)
WHO = {"guest": "guests", "member": "a fifth members"}


@dataclass(frozen=True)
class MemoryRow:
    """The memory of the workers of a site after so many requests."""

    database: Annotated[str, Column("database", cell=database_name)]
    posts: Annotated[int, Column("posts", ",")]
    who: Annotated[str, Column("who", cell=lambda row: WHO[row.who])]
    # Of each worker on average, since it started.
    requests: Annotated[int, Column("requests of each worker", ",")]
    pss_mb: Annotated[float, Column("PSS MB", ".0f")]  # MiB, of the largest worker


def as_text(rows: Iterable[MemoryRow]) -> str:
    """Return the table in Markdown."""
    return table(columns_of(MemoryRow), rows)
