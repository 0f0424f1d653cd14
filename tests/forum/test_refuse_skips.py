"""A skipped test fails the run of the CI machine."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from forum import environment

PROJECT = Path(environment.__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "ci, body, status",
    [
        ("true", "pytest.skip('no chromium')", 1),
        ("true", "pass", 0),
        ("", "pytest.skip('no chromium')", 0),
    ],
)
@pytest.mark.parametrize("workers", [[], ["--numprocesses=1"]])
def test_a_skip_is_a_failure_on_the_ci_machine_only(
    tmp_path: Path, ci: str, body: str, status: int, workers: list[str]
) -> None:
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    (tmp_path / "test_it.py").write_text(f"import pytest\ndef test_it():\n    {body}\n")
    plugins = ["-p", "no:django", "-p", "tests.refuse_skips"]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *plugins, *workers],
        cwd=tmp_path,
        env={**os.environ, "CI": ci, "PYTHONPATH": str(PROJECT), "PYTEST_ADDOPTS": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == status, run.stdout + run.stderr
    assert ("1 tests were skipped, which CI=true forbids" in run.stdout) == bool(status)
