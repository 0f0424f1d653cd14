"""`make bench` and `make bench-quick`: every page in several rounds, with the floors in each."""

import statistics
import sys
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from functools import partial
from typing import Any

from benchmarks.command import DATABASES, QUICK, Options, command, machine, needs, sizes
from benchmarks.databases import Database, prepared
from benchmarks.documents.speed import SECTION, Row, as_text
from benchmarks.load import Requests, send
from benchmarks.pages import Page, addresses_of, pages_of
from benchmarks.rounds import (
    FLOOR_FOLDER,
    Extent,
    Sent,
    Target,
    figures_of,
    floor,
    sent_in_rounds,
)
from benchmarks.servers import Server
from benchmarks.site import CACHE, call_inside, production

POSTS = {"type": sizes, "default": [100_000, 1_000_000], "help": "sizes, with commas between"}
FULL, SHORT = Extent(rounds=3, seconds=5, warm_up_seconds=2), Extent(rounds=2, seconds=2)
STATIC, FIRST_PAGE = 1, 2  # places in a round, after hello


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
        rounds = sent_in_rounds(plan, extent)
    return [
        _row(database, page, cost, rounds, place)
        for place, (page, cost) in enumerate(zip(pages, costs, strict=True), start=FIRST_PAGE)
    ]


def _started(
    database: Database, pages: Sequence[Page], stack: ExitStack, *, floor_bytes: int
) -> list[Target]:
    """Start the site and its floors; return what to send in a round, hello first and last."""
    environment = production(database.url)
    log = CACHE / f"{database.engine}-{database.posts}.log"
    site = stack.enter_context(Server(environment=environment, log=log))
    # As large as the article; WhiteNoise sends it as it is.
    FLOOR_FOLDER.mkdir(parents=True, exist_ok=True)
    (FLOOR_FOLDER / "page.html").write_bytes(b"x" * floor_bytes)
    hello, static = (
        Target(
            stack.enter_context(floor(name, environment, path=path)),
            partial(send, Requests([path])),
        )
        for name, path in (("hello", "/"), ("static_file", "/page.html"))
    )
    measured = [Target(site, partial(send, page.requests), database.server_pid) for page in pages]
    return [hello, static, *measured, hello]


def _row(
    database: Database,
    page: Page,
    cost: Mapping[str, Any],
    rounds: Sequence[Sequence[Sent]],
    place: int,
) -> Row:
    """Return the figures of the page at a place of every round."""
    floors = [one for sent in rounds for one in (sent[0], sent[-1])]
    return Row(
        database=database.engine,
        posts=database.posts,
        page=page.name,
        who=page.who,
        floor_rps=statistics.median(one.load.rps for one in floors),
        floor_cpu_ms=statistics.median(one.cpu_ms for one in floors),
        static_rps=statistics.median(sent[STATIC].load.rps for sent in rounds),
        pss_mb=max(sent[place].pss_mb for sent in rounds),
        **figures_of(rounds, place),
        **cost,
    )
