"""`make run` on a machine on which something is missing or in the way."""

import os
import shutil
import socket
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from deploy.port import why_not
from forum import environment
from tests.redis_server import free_port

PROJECT = Path(environment.__file__).resolve().parent.parent
MAKE = shutil.which("make") or "make"
PYTHON_WITHOUT_VENV = """#!/bin/sh
# Fails as Debian's Python does without the package python3-venv: halfway.
if [ "$2" = venv ]; then
    mkdir -p .venv/bin && touch .venv/bin/python
    echo "The virtual environment was not created successfully because ensurepip is not available."
    exit 1
fi
exec {python} "$@"
"""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A folder with the Makefile, and with a Python that cannot make virtual environments."""
    for name in ("Makefile", "requirements.lock"):
        shutil.copy(PROJECT / name, tmp_path / name)
    python = tmp_path / "python-without-venv"
    python.write_text(PYTHON_WITHOUT_VENV.format(python=sys.executable))
    python.chmod(0o755)
    return tmp_path


def make(tree: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([MAKE, *arguments], cwd=tree, capture_output=True, text=True, check=False)


def test_a_failed_virtual_environment_leaves_nothing_and_names_the_package(tree: Path) -> None:
    for _attempt in range(2):
        made = make(tree, "PYTHON=./python-without-venv", ".venv/ready-to-run")
        assert made.returncode != 0
        assert "sudo apt install python3-venv" in made.stderr
        assert not (tree / ".venv").exists()


def test_a_half_made_virtual_environment_is_made_anew(tree: Path) -> None:
    (tree / ".venv" / "bin").mkdir(parents=True)
    (tree / ".venv" / "bin" / "python").touch()
    planned = make(tree, "--dry-run", ".venv/ready-to-run")
    assert "-m venv --clear .venv" in planned.stdout


def port(*arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "deploy/port.py", *arguments],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "ENV_FILE": "", **variables},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_port_in_use_is_told_in_one_sentence() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        told = port("--free", PORT=str(number))
    assert told.returncode == 1
    assert told.stderr.startswith(f"Port {number} is in use. ")
    assert told.stderr.count("\n") == 1
    assert told.stdout == ""


def test_a_free_port_is_no_matter() -> None:
    told = port("--free", PORT=str(free_port()))
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert why_not(free_port(), another="PORT={port}") == ""


def test_a_wrong_port_is_named() -> None:
    told = port("--free", PORT="http")
    assert told.returncode == 1
    assert told.stderr.startswith("The setting PORT ")


def test_the_port_of_the_first_run_stays(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "deploy/write_env.py", str(tmp_path / "env")],
        cwd=PROJECT,
        env={"PATH": os.environ["PATH"], "PORT": "8123"},
        check=True,
    )
    assert port(ENV_FILE=str(tmp_path / "env")).stdout == "8123\n"
    assert port(ENV_FILE=str(tmp_path / "env"), PORT="8124").stdout == "8124\n"


def test_gunicorn_alone_says_in_one_sentence_that_its_port_is_in_use() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        number = taken.getsockname()[1]
        told = subprocess.run(
            [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py", "forum.wsgi"],
            cwd=PROJECT,
            env={**os.environ, "PORT": str(number)},
            capture_output=True,
            text=True,
            check=False,
        )
    assert told.returncode == 1
    *before, sentence = told.stderr.splitlines()
    assert sentence.startswith(f"Port {number} is in use. ")
    assert "make run" not in sentence
    assert not any('"level": "error"' in line or "Traceback" in line for line in before)


def test_the_port_is_looked_at_before_the_site_is_announced() -> None:
    planned = make(PROJECT, "--dry-run", "--always-make", "run").stdout
    assert planned.index("deploy/port.py --free") < planned.index("manage.py migrate")
    assert planned.index("manage.py migrate") < planned.index("The site is at")


def test_the_database_and_what_lies_beside_it_are_their_owners_alone(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    code = (
        "from django.db import connection as c\n"
        "with c.cursor() as cursor:\n"
        "    cursor.execute('CREATE TABLE a (b)')\n"
        "    cursor.execute('INSERT INTO a VALUES (1)')\n"
        "    import os, stat\n"
        "    for name in sorted(os.listdir(os.environ['FOLDER'])):\n"
        "        mode = os.stat(os.path.join(os.environ['FOLDER'], name)).st_mode\n"
        "        print(name, oct(stat.S_IMODE(mode)))\n"
    )
    shown = subprocess.run(
        ["sh", "-c", 'umask 022; exec "$0" manage.py shell --no-imports --command "$1"']
        + [sys.executable, code],
        cwd=PROJECT,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{folder}/f.sqlite3", "FOLDER": str(folder)},
        capture_output=True,
        text=True,
        check=True,
    )
    files = dict(line.split() for line in shown.stdout.splitlines())
    assert {"f.sqlite3", "f.sqlite3-wal", "f.sqlite3-shm"} <= files.keys()
    assert set(files.values()) == {oct(stat.S_IRUSR | stat.S_IWUSR)}
