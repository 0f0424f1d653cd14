"""The files that the documents name are there."""

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

PROJECT = Path(settings.BASE_DIR)
DOCUMENTS = [PROJECT / "CONTRIBUTING.md", *sorted((PROJECT / "docs").rglob("*.md"))]
CODE = re.compile(r"`([^`\s]+)`")
FOLDERS = {path.name for path in PROJECT.iterdir() if path.is_dir() and path.name[0] != "."}
ENDINGS = (".py", ".html", ".md", ".lua")
MADE_BY_RUNNING = ("benchmarks/.cache", "benchmarks/results/quick.json", "data/", "staticfiles/")
PLACEHOLDER = re.compile(r"<\w+>")


def named_files(text: str) -> Iterator[str]:
    """Give each path in backticks that looks like one of ours, without what follows a `:`."""
    for name in CODE.findall(text):
        path = name.partition(":")[0].rstrip("/")
        is_ours = "/" in name and path.split("/")[0] in FOLDERS
        if (is_ours or path[1:].endswith(ENDINGS)) and not path.startswith(MADE_BY_RUNNING):
            yield path


@cache
def paths_of_project() -> list[str]:
    """Every file and folder in a folder of ours, and the files beside these."""
    inside = [path for folder in FOLDERS for path in (PROJECT / folder).rglob("*")]
    found = [path.relative_to(PROJECT).as_posix() for path in [*PROJECT.iterdir(), *inside]]
    return [f"/{path}" for path in found]


def is_there(path: str) -> bool:
    """Say whether a path exists, from wherever; `<verb>` stands for any name."""
    pattern = f"*/{PLACEHOLDER.sub('*', path)}"
    return any(fnmatchcase(known, pattern) for known in paths_of_project())


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_file_that_a_document_names_is_there(document: Path) -> None:
    missing = [path for path in named_files(document.read_text()) if not is_there(path)]
    assert missing == []


def test_a_file_that_is_gone_would_be_found() -> None:
    text = "`boards/gone.py` `gone/<verb>.py` `boards/models.py` `actions/<verb>.py` `text/html`"
    paths = list(named_files(text))
    assert paths == ["boards/gone.py", "gone/<verb>.py", "boards/models.py", "actions/<verb>.py"]
    assert [path for path in paths if not is_there(path)] == paths[:2]
