"""The rule that a lower room never imports a higher one, and that it can fail."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from forum import environment

PROJECT = Path(environment.__file__).resolve().parent.parent
LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


@pytest.fixture
def copied_project(tmp_path: Path) -> Path:
    """A copy of the code in which a test may do wrong."""
    for name in ("boards", "forum"):
        shutil.copytree(PROJECT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.pyc"))
    shutil.copy(PROJECT / "pyproject.toml", tmp_path)
    return tmp_path


def lint_imports(project: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=project,
        capture_output=True,
        text=True,
        check=False,
    )


def test_code_as_it_is_keeps_the_rule(copied_project: Path) -> None:
    linted = lint_imports(copied_project)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    "lower, higher",
    [
        ("members", "boards.models"),
        ("members", "boards.posts.models"),
        ("counters", "boards.posts.models"),
        ("posts", "boards.imports.parsing"),
        ("posts", "boards.urls"),
        ("posts", "forum.settings"),
    ],
)
def test_an_import_upwards_breaks_the_rule(copied_project: Path, lower: str, higher: str) -> None:
    (copied_project / "boards" / lower / "wrong.py").write_text(f"import {higher}\n")
    linted = lint_imports(copied_project)
    assert linted.returncode == 1
    assert f"boards.{lower}.wrong -> {higher}" in linted.stdout


def test_a_new_room_must_declare_its_place(copied_project: Path) -> None:
    (copied_project / "boards" / "cellar").mkdir()
    (copied_project / "boards" / "cellar" / "__init__.py").touch()
    linted = lint_imports(copied_project)
    assert linted.returncode == 1
    assert "cellar" in linted.stdout
