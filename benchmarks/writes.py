"""`make bench-writes`: views counted, and posts and comments published."""

import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from benchmarks.command import DATABASES, QUICK, Options, choice_of, command, machine, needs, sizes
from benchmarks.databases import Database, prepared
from benchmarks.documents.writes import SECTION, WriteRow, as_text
from benchmarks.load import (
    CONNECTIONS,
    THREADS,
    Load,
    Requests,
    median,
    send,
    send_readers,
    send_to,
)
from benchmarks.rounds import Extent, Target, figures_of, floor, sent_in_rounds
from benchmarks.servers import Server, redis_server
from benchmarks.site import CACHE, call_inside, production, prove

PARTS = ("views", "pages", "writes", "forms", "filters")
GENERATORS = (1, 2, 4)  # processes that count views
FULL, SHORT = Extent(seconds=8, rounds=3), Extent(seconds=3, rounds=1)

# What is written at once: (what, from how many connections, how many a second).
Plan = tuple[tuple[str, int, int | None], ...]
PLANS: dict[str, tuple[Plan, ...]] = {
    "postgres": (
        (("posts", CONNECTIONS, None),),
        (("comments", CONNECTIONS, None),),
        (("posts", CONNECTIONS, 200),),
        (("comments", CONNECTIONS, 500),),
        (("posts", 5, 200), ("comments", 11, 500)),
    ),
    "sqlite": (
        (("posts", 4, None),),
        (("posts", CONNECTIONS, None),),
        (("posts", CONNECTIONS, 100),),
        (("comments", CONNECTIONS, None),),
    ),
}
FORMS = ("comments", "posts")
SHOWN_OF_FORMS = (*("p50_ms", "p95_ms", "p99_ms", "web_cpu_ms", "database_cpu_ms", "times_hello"),)
# A browser that loads ahead of reading sends what the others send, and is not counted.
AHEAD_OF_READING = "Sec-Purpose: prefetch"
# As long, and understood by nobody.
READING = "Sec-Comment: ordinary"
READERS, ARTICLES = 2_000, 10  # readers of each thread
READERS_SECONDS = 20
LATE_SECONDS = 10  # that a shown total may be behind


@command(
    *("bench-writes", "Measure how fast the site counts views and writes."),
    obstacle=needs("wrk"),
    databases=DATABASES,
    quick=QUICK,
    posts={"type": sizes, "default": [20_000], "help": "in the databases"},
    parts=choice_of(PARTS, help="of views,pages,writes,forms,filters"),
)
def main(options: Options) -> None:
    """Measure each part on a copy of each database, and publish the table."""
    where = machine()
    extent = SHORT if options.quick else FULL
    rows: list[WriteRow] = []
    with prepared(options.databases, options.posts) as originals:
        for original in originals:
            for part in options.parts:
                sys.stderr.write(f"{original.engine}, {original.posts:,} posts, {part}\n")
                with original.copied() as copy:
                    rows += _MEASURE[part](copy, extent)
    is_whole = not options.quick and set(options.parts) == set(PARTS)
    SECTION.publish(rows, as_text(rows, machine=where), is_whole=is_whole)


def _counters(database: Database) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each counter that is measured, by name, with the environment of a site that has it.

    Redis is measured beside PostgreSQL, as sites that need it have it.
    """
    environment = production(database.url)
    yield "database", {**environment, "VIEW_COUNTER_URL": "database://"}
    if database.engine == "postgres":
        with redis_server() as redis:
            yield "redis", {**environment, "VIEW_COUNTER_URL": f"{redis.url}/0"}


def _views(database: Database, extent: Extent) -> Iterator[WriteRow]:
    count_views = partial(call_inside, "benchmarks.inside.counting.count_views", is_alone=False)
    for processes in GENERATORS:
        for name, site in _counters(database):
            figures = count_views(processes, extent.seconds, environment=site)
            how = f"counter {name}, record_view in {processes} processes"
            yield WriteRow(database.engine, database.posts, "views", how, **figures)


def _pages(database: Database, extent: Extent) -> Iterator[WriteRow]:
    shorter = Extent(extent.rounds, seconds=max(2, extent.seconds // 2))
    for name, site in _counters(database):
        yield from _counted_pages(database, site, counter=name, extent=shorter)


def _counted_pages(
    database: Database, environment: Mapping[str, str], *, counter: str, extent: Extent
) -> Iterator[WriteRow]:
    """Measure what counting costs an article page, and whether every reader is counted."""
    row = partial(WriteRow, database.engine, database.posts)
    paths = call_inside("benchmarks.inside.counting.paths", environment=environment)
    log = CACHE / f"writes-{database.engine}-{counter}.log"
    article = paths[len(paths) // 2]
    with Server(environment=environment, log=log) as site:
        for page in ("cached", "rendered"):
            for kind, load, ratio in _costs(site, article, extent, is_rendered=page == "rendered"):
                how = f"{page}, counter {counter}, {kind}"
                yield row("article", how, per_second=load.rps, ratio=ratio, **load.latencies)
        exact = _counts_all(site, paths[:ARTICLES], environment)
    how = f"counter {counter}, {READERS * THREADS:,} readers through gunicorn, totals after"
    yield row("views", how, exact=exact)


def _costs(
    site: Server, article: str, extent: Extent, *, is_rendered: bool
) -> Iterator[tuple[str, Load, float | None]]:
    """Send three kinds of readers in turn, so that all see the same machine.

    Yields each kind, its load, and how many times as dear as uncounted readers it is.
    """
    requested = partial(Requests, [article], is_rendered=is_rendered)
    kinds = {
        "not counted": requested(header=AHEAD_OF_READING),
        "new readers": requested(header=READING),
        "the same readers again": requested(header=READING, one_address=True),
    }
    loads: dict[str, list[Load]] = {kind: [] for kind in kinds}
    for requests in kinds.values():
        send_to(site, requests, seconds=1)
    for turn in range(extent.rounds):
        order = list(kinds)
        for kind in order[turn % 3 :] + order[: turn % 3]:
            loads[kind].append(send_to(site, kinds[kind], seconds=extent.seconds))
    uncounted = loads["not counted"]
    for kind, done in loads.items():
        ratios = [off.rps / load.rps for off, load in zip(uncounted, done, strict=True)]
        yield kind, median(done), None if done is uncounted else statistics.median(ratios)


def _counts_all(site: Server, paths: Sequence[str], environment: Mapping[str, str]) -> bool:
    """Say whether each article got as many views as it had readers, and no other any."""
    totals = partial(call_inside, "benchmarks.inside.counting.totals", environment=environment)
    before = totals()
    send_readers(paths, readers=READERS, to=site.url, seconds=READERS_SECONDS)
    site.settle()
    expected = {path.strip("/").split("/")[1]: READERS * THREADS // len(paths) for path in paths}
    deadline = time.monotonic() + LATE_SECONDS
    while time.monotonic() < deadline:
        counted = {pk: views - before.get(pk, 0) for pk, views in totals().items()}
        if {pk: views for pk, views in counted.items() if views} == expected:
            return True
    return False


def _writes(database: Database, extent: Extent) -> Iterator[WriteRow]:
    rows = [row for plan in PLANS[database.engine] for row in _published(database, plan, extent)]
    prove(production(database.url))
    yield from rows


def _published(database: Database, plan: Plan, extent: Extent) -> Iterator[WriteRow]:
    pools = [
        {"what": what, "processes": size, "seconds": extent.seconds, "per_second": pace}
        for what, size, pace in plan
    ]
    publish = "benchmarks.inside.publishing.publish"
    environment = production(database.url)
    works = call_inside(publish, pools, environment=environment, is_alone=False)
    beside = " and ".join(what for what, _, _ in plan)
    for (what, size, pace), figures in zip(plan, works, strict=True):
        yield WriteRow(
            *(database.engine, database.posts, what),
            how=f"{size} connections" + (f", {beside} at once" if len(plan) > 1 else ""),
            asked_per_second=pace,
            exact=True,  # or the proofs stop the run
            **figures,
        )


def _forms(database: Database, extent: Extent) -> Iterator[WriteRow]:
    """Send the forms of comments and posts through HTTP, each with a member's session."""
    environment = production(database.url)
    forms = call_inside("benchmarks.inside.forms.filled_in", environment=environment)
    numbers = partial(call_inside, "benchmarks.inside.forms.numbers", environment=environment)
    before, answered = numbers(), {what: list[float]() for what in FORMS}

    def sent(what: str, **to: Any) -> Load:
        filled_in = {"forms": forms[what], "sentences": forms["sentences"]}
        load = send(Requests([], forms["sessions"], 1.0, **filled_in), **to)
        answered[what].append(load.requests)
        return load

    log = CACHE / f"writes-{database.engine}-forms.log"
    with Server(environment=environment, log=log) as site, floor("hello", environment) as server:
        hello = Target(server, partial(send, Requests(["/"])))
        written = [Target(site, partial(sent, what), database.server_pid) for what in FORMS]
        rounds = sent_in_rounds([hello, *written, hello], extent)
    added = {what: number - before[what] for what, number in numbers().items()}
    prove(environment)
    for place, what in enumerate(FORMS, start=1):
        found = figures_of(rounds, place)
        # Some clients left before they were told.
        least = sum(answered[what])
        is_exact = least <= added[what] <= least + CONNECTIONS * len(answered[what])
        yield WriteRow(
            *(database.engine, database.posts, what),
            how=f"forms through HTTP, {CONNECTIONS} connections",
            per_second=found["rps"],
            exact=is_exact,
            **{name: found[name] for name in SHOWN_OF_FORMS},
        )


def _filters(database: Database, extent: Extent) -> Iterator[WriteRow]:
    """Look at the texts of posts, with as many notes of texts as there are posts."""
    costs = "benchmarks.inside.screening.costs"
    found = call_inside(costs, database.posts, environment=production(database.url))
    for kind, figures in found.items():
        yield WriteRow(database.engine, database.posts, "filters", f"a text {kind}", **figures)


_MEASURE = {
    **{"views": _views, "pages": _pages, "writes": _writes, "forms": _forms},
    "filters": _filters,
}


if __name__ == "__main__":
    sys.exit(main())
