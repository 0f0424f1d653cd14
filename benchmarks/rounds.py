"""Measures one database: the pages in turn, in several rounds, with the floors in each."""

import statistics
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field

from benchmarks.databases import Database
from benchmarks.documents.speed import Row
from benchmarks.environment import CACHE, production
from benchmarks.load import Load, Requests, median, send_to
from benchmarks.managing import ask
from benchmarks.pages import Page, addresses_of, pages_of
from benchmarks.processes import largest_pss
from benchmarks.servers import Server

STATIC_FOLDER = CACHE / "floor"
HELLO, STATIC = Requests(paths=["/"]), Requests(paths=["/page.html"])
# A floor is no production site: it never replaces a worker, which only makes it faster.
FLOOR_OPTIONS = ("--max-requests=0",)
WARM_UP_SECONDS = 1


@dataclass(frozen=True)
class Extent:
    """How long it is measured: so many rounds, in each so many seconds for a page."""

    rounds: int
    seconds: int


@dataclass
class _Servers:
    site: Server
    hello: Server
    static: Server


@dataclass
class _Measured:
    """What the rounds brought for one page; floors of the same rounds beside it."""

    loads: list[Load] = field(default_factory=list)
    hello: list[float] = field(default_factory=list)
    static: list[float] = field(default_factory=list)
    pss_mb: float = 0.0

    @property
    def ratios(self) -> list[float]:
        return [load.rps / floor for load, floor in zip(self.loads, self.hello, strict=True)]


def measured(database: Database, extent: Extent) -> list[Row]:
    """Measure every page on one database.

    Raises:
        benchmarks.load.LoadFailed: when a page answered with errors.
        benchmarks.managing.CommandFailed: when the site cannot even be asked from within.
    """
    environment = production(database.url)
    pages = pages_of(addresses_of(environment))
    # Single requests, of each kind in a process that keeps nothing of the others.
    costs = [ask("inside.measuring.cost", page.rendered, environment=environment) for page in pages]
    _write_static_file(size=round(costs[0]["bytes"]))
    with ExitStack() as stack:
        servers = _started(environment, database, stack)
        _warm_up(servers, pages)
        figures = _rounds(servers, pages, extent)
    return [
        _row(database, page, cost, figure)
        for page, cost, figure in zip(pages, costs, figures, strict=True)
    ]


def _write_static_file(*, size: int) -> None:
    """Write a page as large as the article; WhiteNoise sends it as it is."""
    STATIC_FOLDER.mkdir(parents=True, exist_ok=True)
    (STATIC_FOLDER / "page.html").write_bytes(b"x" * size)


def _started(environment: Mapping[str, str], database: Database, stack: ExitStack) -> _Servers:
    log = CACHE / f"{database.engine}-{database.posts}.log"
    floors = {**environment, "BENCH_FLOOR_FILES": str(STATIC_FOLDER)}
    return _Servers(
        site=stack.enter_context(Server(environment=environment, log=log)),
        hello=stack.enter_context(_floor("hello", floors, path="/")),
        static=stack.enter_context(_floor("static_file", floors, path="/page.html")),
    )


def _floor(name: str, environment: Mapping[str, str], *, path: str) -> Server:
    return Server(
        f"benchmarks.floors:{name}",
        environment=environment,
        log=CACHE / f"floor-{name}.log",
        ready_path=path,
        options=FLOOR_OPTIONS,
    )


def _warm_up(servers: _Servers, pages: list[Page]) -> None:
    """Let every process import what it needs and read its templates."""
    for page in pages:
        send_to(servers.site, page.requests, seconds=WARM_UP_SECONDS)
    send_to(servers.hello, HELLO, seconds=WARM_UP_SECONDS)
    send_to(servers.static, STATIC, seconds=WARM_UP_SECONDS)


def _rounds(servers: _Servers, pages: list[Page], extent: Extent) -> list[_Measured]:
    figures = [_Measured() for _ in pages]
    seconds = extent.seconds
    for number in range(extent.rounds):
        sys.stderr.write(f"  round {number + 1} of {extent.rounds}\n")
        before = send_to(servers.hello, HELLO, seconds=seconds).rps
        static = send_to(servers.static, STATIC, seconds=seconds).rps
        for page, figure in zip(pages, figures, strict=True):
            figure.loads.append(send_to(servers.site, page.requests, seconds=seconds))
            figure.pss_mb = max(figure.pss_mb, largest_pss(servers.site.worker_pids))
        after = send_to(servers.hello, HELLO, seconds=seconds).rps
        for figure in figures:
            figure.hello.append((before + after) / 2)
            figure.static.append(static)
    return figures


def _row(database: Database, page: Page, cost: Mapping[str, float], figure: _Measured) -> Row:
    return Row(
        database=database.engine,
        posts=database.posts,
        page=page.name,
        who=page.who,
        **asdict(median(figure.loads)),
        floor_rps=statistics.median(figure.hello),
        static_rps=statistics.median(figure.static),
        ratio=statistics.median(figure.ratios),
        ratio_low=min(figure.ratios),
        ratio_high=max(figure.ratios),
        queries=round(cost["queries"]),
        sql_ms=cost["sql_ms"],
        cpu_ms=cost["cpu_ms"],
        bytes=round(cost["bytes"]),
        bytes_brotli=round(cost["bytes_brotli"]),
        pss_mb=figure.pss_mb,
    )
