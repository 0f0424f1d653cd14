"""Sends bounded loads to a server with wrk."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.environment import HOST

SCRIPT = Path(__file__).with_name("load.lua")
READERS_SCRIPT = Path(__file__).with_name("readers.lua")
THREADS, CONNECTIONS = 2, 16
BROKEN_SHARE = 0.001  # connections that a worker cut when its time was up

_SYSTEMS = (
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
    "X11; Linux x86_64",
    "Linux; Android 10; K",
)
_LANGUAGES = ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",) * 4 + ("en-US,en;q=0.9",)


@dataclass(frozen=True)
class Requests:
    """What a load asks for.

    Attributes:
        paths: each request takes one of them by chance.
        sessions: keys of members' sessions.
        member_share: which part of the requests carries one of them, 0 to 1.
        header: one more header of every request, as `Name: value`.
        one_address: whether all requests come from one address, and not each from another.
    """

    paths: Sequence[str]
    sessions: Sequence[str] = ()
    member_share: float = 0.0
    header: str = ""
    one_address: bool = False


@dataclass(frozen=True)
class Load:
    """What one load measured; latencies in milliseconds."""

    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float


class LoadFailed(Exception):
    """A load got errors, so that its figures say nothing."""


def is_installed() -> bool:
    """Say whether this machine has wrk."""
    return shutil.which("wrk") is not None


def send(requests: Requests, *, to: str, seconds: int) -> Load:
    """Send requests for some seconds, each connection the next as soon as it has its answer.

    Args:
        to: the server's URL, without a closing slash.

    Raises:
        LoadFailed: when pages answered with errors, or connections broke.
    """
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        files = _written(Path(folder), requests)
        written = _run(
            ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=10s"]
            + [f"--script={SCRIPT}", f"{to}/", "--", *files, HOST, str(requests.member_share)]
            + [requests.header, "1" if requests.one_address else ""]
        )
    return _load_from(written, first_path=requests.paths[0])


def send_readers(paths: Sequence[str], *, readers: int, to: str, seconds: int) -> None:
    """Let so many readers open an article each, in turn, and none of them twice.

    Args:
        readers: of each of the THREADS threads.
        seconds: more than they need; what is left goes by with requests that do not count.

    Raises:
        LoadFailed: when one of them got no page, or the time was too short.
    """
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        file = Path(folder) / "paths"
        file.write_text("".join(f"{path}\n" for path in paths))
        written = _run(
            ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=10s"]
            + [f"--script={READERS_SCRIPT}", f"{to}/", "--", str(file), HOST, str(readers)]
        )
    said = _said(written, "READERS ")
    if said["sent"] != readers * THREADS or said["failed"]:
        raise LoadFailed(f"Not every reader got a page: {said}")


def browsers() -> list[str]:
    """Return the headers of a hundred browsers, parted by `|`; one in five reads English."""
    agents = [
        f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) "
        f"Chrome/{version}.0.0.0 Safari/537.36"
        for version in range(112, 137)
        for system in _SYSTEMS
    ]
    return [
        f"User-Agent: {agent}|Accept: text/html,application/xhtml+xml,*/*;q=0.8"
        f"|Accept-Encoding: gzip, deflate, br"
        f"|Accept-Language: {_LANGUAGES[number % len(_LANGUAGES)]}"
        for number, agent in enumerate(agents)
    ]


def _written(folder: Path, requests: Requests) -> list[str]:
    names = []
    contents = {"paths": requests.paths, "sessions": requests.sessions, "browsers": browsers()}
    for name, lines in contents.items():
        file = folder / name
        file.write_text("".join(f"{line}\n" for line in lines))
        names.append(str(file))
    return names


def _run(command: list[str]) -> str:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        written, _ = process.communicate()
    finally:
        process.kill()
        process.wait()
    return written


def _load_from(written: str, *, first_path: str) -> Load:
    figures = _said(written, "FIGURES ")
    if figures["refused"] or figures["broken"] > BROKEN_SHARE * figures["requests"]:
        raise LoadFailed(f"{first_path} and others like it got errors: {figures}")
    return Load(
        rps=figures["requests"] / figures["seconds"],
        **{name: figures[name] for name in ("p50_ms", "p95_ms", "p99_ms")},
    )


def _said(written: str, beginning: str) -> dict[str, Any]:
    line = next((line for line in written.splitlines() if line.startswith(beginning)), None)
    if line is None:
        raise LoadFailed(f"wrk failed:\n{written}")
    said: dict[str, Any] = json.loads(line.removeprefix(beginning))
    return said
