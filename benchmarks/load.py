"""Sends bounded loads to a server with wrk."""

import json
import statistics
import subprocess
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks.servers import Server
from benchmarks.site import HOST

THREADS, CONNECTIONS = 2, 16
BROKEN_SHARE = 0.001  # connections that a worker cut when its time was up

TOKEN = "d" * 32  # of the check that a form is the site's own: cookie and field must be the same
BOUNDARY = "----WebKitFormBoundaryOfABenchmark"
# Of a form, after the cookies that every request has.
FORM_HEADERS = (
    f"csrftoken={TOKEN}|Origin: https://{HOST}|Content-Type: multipart/form-data; "
    f"boundary={BOUNDARY}"
)

_SYSTEMS = (
    "Windows NT 10.0; Win64; x64",
    "Macintosh; Intel Mac OS X 10_15_7",
    "X11; Linux x86_64",
    "Linux; Android 10; K",
)
_LANGUAGES = ("ko-KR,ko;q=0.9,en-US;q=0.8,en;q=0.7",) * 4 + ("en-US,en;q=0.9",)


@dataclass(frozen=True)
class Requests:
    """What a load requests."""

    paths: Sequence[str]  # each request takes one of them by chance
    sessions: Sequence[str] = ()  # keys of those of members
    member_share: float = 0.0  # which part of the requests carries one of them, 0 to 1
    header: str = ""  # one more of every request, as `Name: value`
    one_address: bool = False  # or each request comes from another IP address
    is_rendered: bool = False  # each URL is requested once, so that no page comes from a cache
    forms: Sequence[str] = ()  # sent instead, as `inside.forms` fills them in
    sentences: Sequence[str] = ()  # that the forms say


class Load(NamedTuple):
    """What one load measured: responses, and those of a second; latencies in milliseconds."""

    requests: float
    rps: float
    p50_ms: float
    p95_ms: float
    p99_ms: float

    @property
    def latencies(self) -> dict[str, Any]:
        """The latencies by name, as the rows of all tables have them."""
        return {"p50_ms": self.p50_ms, "p95_ms": self.p95_ms, "p99_ms": self.p99_ms}


class LoadFailed(RuntimeError):
    """A load got errors, so that its figures say nothing."""


def median(loads: Sequence[Load]) -> Load:
    """Return a load of the medians of several."""
    return Load(*map(statistics.median, zip(*loads, strict=True)))


def send_to(server: Server, requests: Requests, *, seconds: int) -> Load:
    """Send requests to one server as `send` does, and wait until it has done them."""
    load = send(requests, to=server.url, seconds=seconds)
    server.settle()
    return load


def send(requests: Requests, *, to: str, seconds: int) -> Load:
    """Send requests for some seconds, each connection the next as soon as it has its response.

    Raises LoadFailed when pages answered with errors, forms with anything but a redirect, or
    connections broke.
    """
    lists = {
        **{"paths": requests.paths, "sessions": requests.sessions, "browsers": browsers()},
        **{"forms": requests.forms, "sentences": requests.sentences},
    }
    switches = [requests.one_address, requests.is_rendered]
    options = [str(requests.member_share), requests.header, *("1" if on else "" for on in switches)]
    figures = _wrk("load.lua", lists, [*options, FORM_HEADERS], to=to, seconds=seconds)
    if requests.forms:
        figures["refused"] = figures["requests"] - figures["redirected"]
    if figures["refused"] or figures["broken"] > BROKEN_SHARE * figures["requests"]:
        path = [*requests.paths, *requests.forms][0].partition("\t")[0]
        raise LoadFailed(f"{path} and others like it got errors: {figures}")
    return Load(*(figures[name] for name in Load._fields))


def send_readers(paths: Sequence[str], *, readers: int, to: str, seconds: int) -> None:
    """Let so many readers of each of the THREADS open an article, in turn, and none of them twice.

    The seconds are more than they need; what is left goes by with requests that do not count.
    Raises LoadFailed when one of them got no page, or the time was too short.
    """
    said = _wrk("readers.lua", {"paths": paths}, [str(readers)], to=to, seconds=seconds)
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


def _wrk(
    script: str,
    lists: Mapping[str, Sequence[str]],
    options: Sequence[str],
    *,
    to: str,
    seconds: int,
) -> Any:
    """Run wrk and return what the script says after `FIGURES`.

    It reads the lists from files, a line each, and is told their names, the host and the options.
    """
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        files = [Path(folder) / name for name in lists]
        for file, lines in zip(files, lists.values(), strict=True):
            file.write_text("".join(f"{line}\n" for line in lines))
        command = ["wrk", f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout=10s"]
        command += [f"--script={Path(__file__).with_name(script)}", f"{to}/", "--"]
        command += [*map(str, files), HOST, *options]
        done = subprocess.run(command, check=False, capture_output=True, text=True)
    _, found, figures = done.stdout.partition("FIGURES ")
    if not found:
        raise LoadFailed(f"wrk failed:\n{done.stdout}{done.stderr}")
    return json.loads(figures)
