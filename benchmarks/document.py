"""The document that has the tables of the figures."""

from pathlib import Path

from benchmarks.environment import PROJECT

DOCUMENT = PROJECT / "docs" / "performance.md"
DATABASES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}  # as the tables name them


def put_between(begin: str, end: str, text: str, *, file: Path) -> None:
    """Put a text between two lines of the document, in place of what stands there.

    Raises:
        ValueError: when it has no such lines.
    """
    before, found_begin, rest = file.read_text().partition(begin)
    _, found_end, after = rest.partition(end)
    if not found_begin or not found_end:
        raise ValueError(f"{file} has no lines {begin} and {end}.")
    file.write_text(f"{before}{begin}\n\n{text}\n{end}{after}")
