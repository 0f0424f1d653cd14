"""Tables in Markdown, the document that has them, and the figures as JSON."""

import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from string import Formatter
from typing import Any, NamedTuple, get_type_hints

from benchmarks.site import PROJECT

DOCUMENT = PROJECT / "docs" / "performance.md"
RESULTS = PROJECT / "benchmarks" / "results"
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}  # as the tables name them
KIB = 1024
DECIMALS = 4  # of a figure in JSON
Cell = str | Callable[[Any], str]
Columns = Mapping[str, Cell]


class Column(NamedTuple):
    """How a field of a row is shown: `Annotated[float, Column("p50 ms", ".1f")]`."""

    heading: str
    spec: str = ""  # how `format` shows a number; empty for a text
    cell: Cell | None = None  # what makes it of the whole row, where the field alone does not


@dataclass(frozen=True)
class Section:
    """Where the figures of one benchmark stand."""

    results: str  # the JSON of a whole measurement, in RESULTS; parts of it are in `quick.json`
    begin: str  # the line of the document before the tables
    end: str  # the one after them
    document: Path = DOCUMENT

    def publish(self, rows: Sequence[Any], text: str, *, is_whole: bool = True) -> None:
        """Print the tables and write the rows; of a whole measurement, the document too."""
        sys.stdout.write(text)
        write_json(rows, RESULTS / (self.results if is_whole else "quick.json"))
        if is_whole:
            self.write(text)

    def write(self, text: str, *, file: Path | None = None) -> None:
        """Put a text between the marks of the document; raise ValueError when it has none."""
        file = file or self.document
        before, found_begin, rest = file.read_text().partition(self.begin)
        _, found_end, after = rest.partition(self.end)
        if not found_begin or not found_end:
            raise ValueError(f"{file} has no lines {self.begin} and {self.end}.")
        file.write_text(f"{before}{self.begin}\n\n{text}\n{self.end}{after}")


def write_json(rows: Iterable[Any], file: Path) -> None:
    """Write rows, which are dataclasses, as a list of objects."""
    file.parent.mkdir(parents=True, exist_ok=True)
    objects = [
        {
            name: round(value, DECIMALS) if isinstance(value, float) else value
            for name, value in asdict(row).items()
        }
        for row in rows
    ]
    file.write_text(json.dumps(objects, indent=1) + "\n")


def columns_of(row: type) -> Columns:
    """Return the columns of a class of rows, in the order of its fields."""
    fields = get_type_hints(row, include_extras=True).items()
    return {
        column.heading: column.cell or _cell_of(name, column.spec)
        for name, hint in fields
        for column in getattr(hint, "__metadata__", ())
    }


def table(columns: Columns, rows: Iterable[Any]) -> str:
    """Return a table with a line for each row.

    Args:
        columns: by heading, what makes a cell of a row: a function, or what `str.format` takes.
            That of a number, as `{row.posts:,}`, stands to the right; `KiB` shows bytes as KiB.
            A number that is None leaves its cell empty.
    """
    numbers = [isinstance(cell, str) and ":" in cell for cell in columns.values()]
    rule = "|".join("--:" if is_number else "---" for is_number in numbers)
    lines = [[_cell(cell, row) for cell in columns.values()] for row in rows]
    heading, *others = (f"| {' | '.join(line)} |\n" for line in [list(columns), *lines])
    return "".join([heading, f"|{rule}|\n", *others])


def database_name(row: Any) -> str:
    """Return the database of a row, as the tables name it."""
    return DATABASES[row.database]


def _cell_of(field: str, spec: str) -> str:
    return f"{{row.{field}:{spec}}}" if spec else f"{{row.{field}}}"


def _cell(cell: Cell, row: Any) -> str:
    return _Numbers().format(cell, row=row) if isinstance(cell, str) else cell(row)


class _Numbers(Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if value is None:
            return ""
        if format_spec == "KiB":
            return f"{value / KIB:.1f}"
        return str(super().format_field(value, format_spec))
