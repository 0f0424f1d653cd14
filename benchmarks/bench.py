"""`make bench` and `make bench-quick`: every page in several rounds, with the floors in each."""

import statistics
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from typing import Any, NamedTuple

from benchmarks.command import DATABASES, QUICK, Options, command, machine, needs, sizes
from benchmarks.databases import Database, prepared
from benchmarks.documents.speed import SECTION, Row, as_text
from benchmarks.load import Extent, Load, Requests, median, send_to
from benchmarks.pages import Page, addresses_of, pages_of
from benchmarks.servers import Server, largest_pss
from benchmarks.site import CACHE, call_inside, production

POSTS = {"type": sizes, "default": [100_000, 1_000_000], "help": "sizes, with commas between"}
FULL, SHORT = Extent(rounds=3, seconds=5), Extent(rounds=2, seconds=2)
FLOOR_FOLDER = CACHE / "floor"
# A floor is no production site: it never replaces a worker, which only makes it faster.
FLOOR_OPTIONS = ("--max-requests=0",)
WARM_UP_SECONDS = 1  # in which every process imports what it needs and reads its templates

# What a round sends: hello, the static file, every page, and hello again.
Plan = Sequence[tuple[Server, Requests]]
FIRST_PAGE = 2


class _Sent(NamedTuple):
    """A load, and the memory in MiB of the largest worker after it."""

    load: Load
    pss_mb: float


@command(
    *("bench", "Measure the site's speed."),
    obstacle=needs("wrk"),
    databases=DATABASES,
    quick=QUICK,
    posts=POSTS,
)
def main(options: Options) -> None:
    """Measure every page on each database, and publish the tables."""
    where = machine()
    rows: list[Row] = []
    with prepared(options.databases, options.posts) as databases:
        for database in databases:
            sys.stderr.write(f"{database.engine}, {database.posts:,} posts\n")
            rows += _measured(database, SHORT if options.quick else FULL)
    SECTION.publish(rows, as_text(rows, machine=where), is_whole=not options.quick)


def _measured(database: Database, extent: Extent) -> list[Row]:
    """Measure every page on one database.

    Raises benchmarks.load.LoadFailed when a page answered with errors, and
    benchmarks.site.CommandFailed when the site does not even start.
    """
    environment = production(database.url)
    pages = pages_of(addresses_of(environment))
    # Single requests, of each kind in a process that caches nothing of the others.
    cost = "benchmarks.inside.measuring.cost"
    costs = [call_inside(cost, page.rendered, environment=environment) for page in pages]
    with ExitStack() as stack:
        plan = _started(database, pages, stack, floor_bytes=costs[0]["bytes"])
        _send_all(plan, seconds=WARM_UP_SECONDS)
        rounds = []
        for number in range(extent.rounds):
            sys.stderr.write(f"  round {number + 1} of {extent.rounds}\n")
            rounds.append(_send_all(plan, seconds=extent.seconds))
    return [
        _row(database, page, cost, rounds, place)
        for place, (page, cost) in enumerate(zip(pages, costs, strict=True), start=FIRST_PAGE)
    ]


def _started(
    database: Database, pages: Sequence[Page], stack: ExitStack, *, floor_bytes: int
) -> Plan:
    """Start the site and its floors; return what to send in a round, hello first and last."""
    environment = production(database.url)
    log = CACHE / f"{database.engine}-{database.posts}.log"
    site = stack.enter_context(Server(environment=environment, log=log))
    # As large as the article; WhiteNoise sends it as it is.
    FLOOR_FOLDER.mkdir(parents=True, exist_ok=True)
    (FLOOR_FOLDER / "page.html").write_bytes(b"x" * floor_bytes)
    floors = {**environment, "BENCH_FLOOR_FILES": str(FLOOR_FOLDER)}
    hello, static = (
        (stack.enter_context(_floor(name, floors, path)), Requests(paths=[path]))
        for name, path in (("hello", "/"), ("static_file", "/page.html"))
    )
    return [hello, static, *((site, page.requests) for page in pages), hello]


def _floor(name: str, environment: Mapping[str, str], path: str) -> Server:
    return Server(
        f"benchmarks.floors:{name}",
        environment=environment,
        log=CACHE / f"floor-{name}.log",
        ready_path=path,
        options=FLOOR_OPTIONS,
    )


def _send_all(plan: Plan, *, seconds: int) -> list[_Sent]:
    return [
        _Sent(send_to(server, requests, seconds=seconds), largest_pss(server.worker_pids))
        for server, requests in plan
    ]


def _row(
    database: Database,
    page: Page,
    cost: Mapping[str, Any],
    rounds: Sequence[Sequence[_Sent]],
    place: int,
) -> Row:
    """Return the figures of the page at a place of every round."""
    loads = [sent[place].load for sent in rounds]
    hello = [(sent[0].load.rps + sent[-1].load.rps) / 2 for sent in rounds]
    ratios = [load.rps / floor for load, floor in zip(loads, hello, strict=True)]
    return Row(
        database=database.engine,
        posts=database.posts,
        page=page.name,
        who=page.who,
        **median(loads)._asdict(),
        floor_rps=statistics.median(hello),
        static_rps=statistics.median(sent[1].load.rps for sent in rounds),
        ratio=statistics.median(ratios),
        ratio_low=min(ratios),
        ratio_high=max(ratios),
        pss_mb=max(sent[place].pss_mb for sent in rounds),
        **cost,
    )
