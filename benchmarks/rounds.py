"""Measures one database: the pages in turn, in several rounds, with the floors in each."""

import json
import statistics
import sys
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict, dataclass, field

from benchmarks.databases import Database
from benchmarks.environment import CACHE, production
from benchmarks.load import Load, Requests, send
from benchmarks.managing import answer_of
from benchmarks.memory import largest_pss
from benchmarks.pages import Page, pages_of
from benchmarks.report import Row
from benchmarks.servers import Server
from benchmarks.urls_of import addresses_of

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
    costs = [_cost(page, environment) for page in pages]
    _write_static_file(size=round(costs[0]["bytes"]))
    with ExitStack() as stack:
        servers = _started(environment, database, stack)
        _warm_up(servers, pages)
        figures = _rounds(servers, pages, extent)
    return [
        _row(database, page, cost, figure)
        for page, cost, figure in zip(pages, costs, figures, strict=True)
    ]


def _cost(page: Page, environment: Mapping[str, str]) -> dict[str, float]:
    """Measure single requests, in a process of their own that keeps nothing of other kinds."""
    told = json.dumps([asdict(rendered) for rendered in page.rendered])
    code = "from benchmarks.measuring import tell; tell()"
    cost: dict[str, float] = json.loads(answer_of(code, environment=environment, told=told))
    return cost


def _write_static_file(*, size: int) -> None:
    """Write a page as large as the article; WhiteNoise sends it as it is."""
    STATIC_FOLDER.mkdir(parents=True, exist_ok=True)
    (STATIC_FOLDER / "page.html").write_bytes(b"x" * size)


def _started(environment: Mapping[str, str], database: Database, stack: ExitStack) -> _Servers:
    log = CACHE / f"{database.engine}-{database.posts}.log"
    floors = {**environment, "BENCH_FLOOR_FILES": str(STATIC_FOLDER)}
    return _Servers(
        site=stack.enter_context(
            Server("forum.wsgi", environment=environment, log=log, ready_path="/readyz")
        ),
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
        _load(page.requests, servers.site, WARM_UP_SECONDS)
    _load(HELLO, servers.hello, WARM_UP_SECONDS)
    _load(STATIC, servers.static, WARM_UP_SECONDS)


def _rounds(servers: _Servers, pages: list[Page], extent: Extent) -> list[_Measured]:
    figures = [_Measured() for _ in pages]
    for number in range(extent.rounds):
        sys.stderr.write(f"  round {number + 1} of {extent.rounds}\n")
        before = _load(HELLO, servers.hello, extent.seconds).rps
        static = _load(STATIC, servers.static, extent.seconds).rps
        for page, figure in zip(pages, figures, strict=True):
            figure.loads.append(_load(page.requests, servers.site, extent.seconds))
            figure.pss_mb = max(figure.pss_mb, largest_pss(servers.site.worker_pids))
        after = _load(HELLO, servers.hello, extent.seconds).rps
        for figure in figures:
            figure.hello.append((before + after) / 2)
            figure.static.append(static)
    return figures


def _load(requests: Requests, server: Server, seconds: int) -> Load:
    load = send(requests, to=server.url, seconds=seconds)
    server.settle()
    return load


def _row(database: Database, page: Page, cost: Mapping[str, float], figure: _Measured) -> Row:
    median = statistics.median
    return Row(
        database=database.engine,
        posts=database.posts,
        page=page.name,
        who=page.who,
        rps=round(median(load.rps for load in figure.loads), 1),
        floor_rps=round(median(figure.hello), 1),
        static_rps=round(median(figure.static), 1),
        ratio=round(median(figure.ratios), 4),
        ratio_low=round(min(figure.ratios), 4),
        ratio_high=round(max(figure.ratios), 4),
        p50_ms=round(median(load.p50_ms for load in figure.loads), 2),
        p95_ms=round(median(load.p95_ms for load in figure.loads), 2),
        p99_ms=round(median(load.p99_ms for load in figure.loads), 2),
        queries=round(cost["queries"]),
        sql_ms=round(cost["sql_ms"], 2),
        cpu_ms=round(cost["cpu_ms"], 2),
        bytes=round(cost["bytes"]),
        bytes_brotli=round(cost["bytes_brotli"]),
        pss_mb=round(figure.pss_mb, 1),
    )
