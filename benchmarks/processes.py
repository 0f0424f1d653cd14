"""Starts programs that serve on the loopback interface, and ends them."""

import http.client
import socket
import subprocess
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import psutil

MIB = 1024 * 1024
START_SECONDS = 60
STOP_SECONDS = 15
LOG_SHOWN = 4_000  # characters of its end


def free_port() -> int:
    """Return a TCP port of the loopback interface on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def listens(port: int) -> bool:
    """Say whether somebody takes connections on a port of the loopback interface."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def started(
    command: Sequence[str], *, log: Path, answers: Callable[[], bool], **options: Any
) -> subprocess.Popen[bytes]:
    """Start a program and wait until it answers.

    Args:
        log: where it writes what it says.
        options: of `subprocess.Popen`.

    Raises:
        RuntimeError: with the end of its log, when it does not answer.
    """
    with log.open("ab") as file:
        # Ctrl-C ends it through this program, after the load.
        process = subprocess.Popen(
            command, stdout=file, stderr=file, start_new_session=True, **options
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if answers():
                return process
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} did not start:\n{end_of(log)}")
    except BaseException:
        end(process)
        raise


def end(process: subprocess.Popen[bytes]) -> None:
    """Let a program and its children end, and kill them when they take too long."""
    if process.poll() is not None:
        return
    processes = family(process.pid)
    process.terminate()
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        for one in processes:
            one.kill()
        process.wait()


def family(pid: int) -> list[psutil.Process]:
    """Return a process and all below it."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def largest_pss(pids: Iterable[int]) -> float:
    """Return the memory of the largest of these processes in MiB; 0 when none lives. Linux only.

    PSS: its own memory, and its part of what it shares with others.
    """
    return max(map(_pss, pids), default=0.0)


def _pss(pid: int) -> float:
    try:
        return float(psutil.Process(pid).memory_full_info().pss / MIB)
    except psutil.NoSuchProcess:
        return 0.0  # a worker whose time was up


def end_of(log: Path) -> str:
    """Return what a program said last."""
    return log.read_text(errors="replace")[-LOG_SHOWN:]


def answer(
    port: int,
    path: str,
    *,
    headers: Mapping[str, str],
    form: str | None = None,
    within: float,
) -> tuple[int, str, http.client.HTTPMessage]:
    """Ask for a page on the loopback interface; return its status, its text and its headers.

    Args:
        form: what a form sends, encoded; with it, the request is a POST.
        within: seconds that each part of the answer may take.

    Raises:
        OSError, http.client.HTTPException: when there is no answer.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=within)
    try:
        connection.request("GET" if form is None else "POST", path, form, dict(headers))
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace"), response.headers
    finally:
        connection.close()
