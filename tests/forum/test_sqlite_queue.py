"""SQLite's writers take turns, whatever becomes of one of them."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from django.db import OperationalError
from django.db.utils import ConnectionHandler

from forum import deadlines
from forum.databases import database_config
from forum.sqlite.base import QUEUE_SUFFIX
from tests.waiting import PATIENCE, wait_until

pytestmark = pytest.mark.django_db

STAND_FIRST_IN_LINE = """
import fcntl, sys
file = open(sys.argv[1], "a")
fcntl.flock(file, fcntl.LOCK_EX)
print("There.", flush=True)
sys.stdin.read()
"""
WRITE_WITHOUT_END = """
import sqlite3, sys
database = sqlite3.connect(sys.argv[1], isolation_level=None)
database.execute("BEGIN IMMEDIATE")
database.execute("INSERT INTO names VALUES ('lost')")
print("There.", flush=True)
sys.stdin.read()
"""

LOCKS = Path("/proc/locks")  # of Linux: who holds one of its locks, and who waits for it
FULL = 2  # of SQLite's `PRAGMA synchronous`

Process = subprocess.Popen[bytes]
Start = Callable[[str, str], Process]


@pytest.fixture
def path(tmp_path: Path) -> str:
    """A database with one table of its own, on whatever the other tests run."""
    path = str(tmp_path / "line.sqlite3")
    with _connected(path) as connection:
        connection.cursor().execute("CREATE TABLE names (name text)")
    return path


@pytest.fixture
def other_process() -> Iterator[Start]:
    """Start a process that runs some Python until it is killed; return it when it is there."""
    started: list[Process] = []

    def start(code: str, path: str) -> Process:
        command = [sys.executable, "-c", code, path]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        started.append(process)
        assert process.stdout is not None
        process.stdout.readline()
        return process

    yield start
    for process in started:
        process.kill()
        process.communicate()


def _must_let_others_write_when_killed(first: Process, path: str) -> None:
    with ThreadPoolExecutor() as pool:
        writer = pool.submit(_write, path, "second")
        sleep(0.2)
        assert not writer.done()
        first.kill()
        writer.result(PATIENCE)
    assert _names(path) == ["second"]


@contextmanager
def _connected(path: str, *, patience: float = 20) -> Iterator[Any]:
    """Yield a connection as the site makes it; patience in seconds."""
    config = database_config(f"sqlite:///{path}", base_dir=Path("/"), pool_size=1)
    config["OPTIONS"]["timeout"] = patience
    connection = ConnectionHandler({"default": config})["default"]
    try:
        yield connection
    finally:
        connection.close()


def _wait_for_line(path: str, *, of: int) -> None:
    """Return when so many writers stand in the line."""
    if not LOCKS.exists():
        sleep(0.5)
        return
    file = f":{os.stat(path + QUEUE_SUFFIX).st_ino} "
    wait_until(
        lambda: sum(file in lock for lock in LOCKS.read_text().splitlines()) >= of, pause=0.01
    )


def _begin(connection: Any) -> None:
    connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)


def _end(connection: Any) -> None:
    connection.commit()
    connection.set_autocommit(True)


def _write(path: str, name: str) -> None:
    with _connected(path) as connection:
        _begin(connection)
        connection.cursor().execute("INSERT INTO names VALUES (%s)", [name])
        _end(connection)


def _names(path: str) -> list[str]:
    with _connected(path) as connection:
        return [name for (name,) in connection.cursor().execute("SELECT name FROM names")]


def test_writers_begin_in_the_order_in_which_they_came(path: str) -> None:
    names = [f"writer {number}" for number in range(8)]
    with _connected(path) as connection, ThreadPoolExecutor(len(names)) as pool:
        _begin(connection)
        writers = []
        for name in names:
            writers.append(pool.submit(_write, path, name))
            _wait_for_line(path, of=len(writers))
        _end(connection)
        for writer in writers:
            writer.result(PATIENCE)
    assert _names(path) == names


def test_a_single_write_stands_in_the_line_too(path: str) -> None:
    def write_alone() -> None:
        with _connected(path) as connection:
            connection.cursor().execute("INSERT INTO names VALUES ('alone')")

    with _connected(path) as connection, ThreadPoolExecutor() as pool:
        _begin(connection)
        writers = [pool.submit(write_alone)]
        _wait_for_line(path, of=1)
        writers.append(pool.submit(_write, path, "later"))
        _wait_for_line(path, of=2)
        _end(connection)
        for writer in writers:
            writer.result(PATIENCE)
    assert _names(path) == ["alone", "later"]


def test_a_process_that_is_killed_in_the_line_leaves_it(path: str, other_process: Start) -> None:
    first = other_process(STAND_FIRST_IN_LINE, path + QUEUE_SUFFIX)
    _must_let_others_write_when_killed(first, path)


def test_a_process_that_is_killed_while_it_writes_leaves_nothing(
    path: str, other_process: Start
) -> None:
    first = other_process(WRITE_WITHOUT_END, path)
    _must_let_others_write_when_killed(first, path)


def test_who_waited_too_long_for_another_writer_leaves_the_line(
    path: str, other_process: Start
) -> None:
    first = other_process(WRITE_WITHOUT_END, path)
    with _connected(path, patience=0.2) as connection:
        asked_at = monotonic()
        with pytest.raises(OperationalError, match="locked"):
            _begin(connection)
        assert 0.2 <= monotonic() - asked_at < 5
        first.kill()
        first.wait()
        _write(path, "second")
        assert _names(path) == ["second"]


@pytest.mark.parametrize("code", [WRITE_WITHOUT_END, STAND_FIRST_IN_LINE])
def test_after_a_wait_in_vain_the_next_writes_wait_for_a_moment_until_one_is_let_in(
    path: str, other_process: Start, monkeypatch: pytest.MonkeyPatch, code: str
) -> None:
    """Else each of them would hold up the pages behind it as long as the first one did."""
    monkeypatch.setattr(deadlines, "_apply", True)
    monkeypatch.setattr(deadlines, "WRITE_QUEUE", 0.5)
    insert = "INSERT INTO names VALUES ('x')"
    with _connected(path) as connection:
        assert connection._seconds_to_wait() == 0.5
        file = path if code == WRITE_WITHOUT_END else f"{path}{QUEUE_SUFFIX}"
        other = other_process(code, file)
        for _ in range(2):
            with pytest.raises(OperationalError):
                connection.cursor().execute(insert)
            assert connection._seconds_to_wait() == deadlines.WRITE_QUEUE_AGAIN
        other.kill()
        other.wait()
        while connection._seconds_to_wait() < 0.5:
            with suppress(OperationalError):  # the line is left a moment after its first one
                connection.cursor().execute(insert)
    assert _names(path)[-1] == "x"


def test_the_line_itself_has_a_deadline(path: str, other_process: Start) -> None:
    other_process(STAND_FIRST_IN_LINE, path + QUEUE_SUFFIX)  # and never leaves it
    with (
        _connected(path, patience=0.2) as connection,
        pytest.raises(OperationalError, match="locked"),
    ):
        _begin(connection)


def test_who_gave_up_leaves_the_line_when_it_comes_to_be_the_first(
    path: str, other_process: Start
) -> None:
    first = other_process(STAND_FIRST_IN_LINE, path + QUEUE_SUFFIX)
    with _connected(path, patience=0.2) as connection:
        with pytest.raises(OperationalError, match="locked"):
            _begin(connection)
        first.kill()
        first.wait()
        _write(path, "another one")
        _begin(connection)
        connection.cursor().execute("INSERT INTO names VALUES ('itself')")
        _end(connection)
    assert _names(path) == ["another one", "itself"]


def test_what_is_acknowledged_is_on_the_disk(path: str) -> None:
    with _connected(path) as connection:
        assert _sync_mode(connection) == FULL
        with connection.hurrying(0.05):
            assert _sync_mode(connection) != FULL
        assert _sync_mode(connection) == FULL
        _begin(connection)
        with connection.hurrying(0.05):  # a transaction waits for the disk as a whole
            assert _sync_mode(connection) == FULL
        _end(connection)


def _sync_mode(connection: Any) -> int:
    return int(connection.cursor().execute("PRAGMA synchronous").fetchone()[0])
