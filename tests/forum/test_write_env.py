"""The first .env of an installation."""

import os
import stat
import subprocess
import sys
from pathlib import Path

from forum import environment

PROJECT = Path(environment.__file__).resolve().parent.parent


def write_env(path: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "deploy/write_env.py", str(path)],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_holds_a_secret_of_its_own_that_only_its_owner_reads(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert write_env(tmp_path / name).returncode == 0
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    one, two = ((tmp_path / name).read_text().splitlines() for name in ("one", "two"))
    different = [(a, b) for a, b in zip(one, two, strict=True) if a != b]
    assert [a.partition("=")[0] for a, b in different] == ["SECRET_KEY"]


def test_starts_the_site(tmp_path: Path) -> None:
    write_env(tmp_path / "env", PORT="8123")
    shown = subprocess.run(
        [sys.executable, "-c", "from forum.settings import SITE_URL; print(SITE_URL)"],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": str(tmp_path / "env")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == "http://127.0.0.1:8123\n"


def test_never_writes_over_a_file(tmp_path: Path) -> None:
    path = tmp_path / "env"
    path.write_text("SECRET_KEY=mine\n")
    assert write_env(path).returncode != 0
    assert path.read_text() == "SECRET_KEY=mine\n"
