"""The tables of `make bench-search`."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Annotated, Self

from benchmarks.documents.tables import Column, Section, columns_of, database_name, table
from benchmarks.site import PROJECT

SECTION = Section(
    "search.json",
    "<!-- figures of make bench-search -->",
    "<!-- end of the figures of search -->",
    PROJECT / "docs" / "search.md",
)


@dataclass(frozen=True)
class RelevanceRow:
    """How well queries of one kind are answered: means over them, of the first ten results."""

    database: Annotated[str, Column("database", cell=database_name)]
    part: Annotated[str, Column("part")]  # `tuned`, or `held out`: not looked at while tuning
    kind: Annotated[str, Column("kind of query")]
    queries: Annotated[int, Column("queries", ",")]
    recall: Annotated[float, Column("recall", ".3f")]
    precision: Annotated[float, Column("precision", ".3f")]


@dataclass(frozen=True)
class CompletenessRow:
    """What the index finds, compared with a plain look at every text."""

    database: Annotated[str, Column("database", cell=database_name)]
    texts: Annotated[int, Column("posts", ",")]
    words: Annotated[int, Column("words", ",")]
    there: Annotated[int, Column("posts that have one", ",")]  # summed over the words
    beyond: Annotated[int, Column("beyond 200 of one token", ",")]
    missed: Annotated[int, Column("missed", ",")]


@dataclass(frozen=True)
class LatencyRow:
    """How long a search page takes, none of which is cached; milliseconds."""

    database: Annotated[str, Column("database", cell=database_name)]
    posts: Annotated[int, Column("posts", ",")]
    kind: Annotated[str, Column("query")]
    who: Annotated[str, Column("who")]
    p50_ms: Annotated[float, Column("p50 ms", ".0f")]
    p95_ms: Annotated[float, Column("p95 ms", ".0f")]
    p99_ms: Annotated[float, Column("p99 ms", ".0f")]

    @classmethod
    def of(
        cls, database: str, posts: int, kind: str, who: str, milliseconds: Sequence[float]
    ) -> Self:
        """Return the row of so many requests."""
        percentiles = quantiles(milliseconds, n=100)
        shown = [percentiles[percent - 1] for percent in (50, 95, 99)]
        return cls(database, posts, kind, who, *shown)


Row = RelevanceRow | CompletenessRow | LatencyRow


def as_text(rows: Iterable[Row], *, machine: str) -> str:
    """Return the tables in Markdown; `machine` is a sentence about where and when it was."""
    rows = list(rows)
    tables = [
        table(columns_of(kind), of_kind)
        for kind in (RelevanceRow, CompletenessRow, LatencyRow)
        if (of_kind := [row for row in rows if isinstance(row, kind)])
    ]
    return "\n".join([f"{machine}\n", *tables])
