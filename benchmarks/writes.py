"""`make bench-writes`: views counted, and posts and comments published."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from benchmarks import counted_pages
from benchmarks.command import (
    choice_of,
    collect_static_files,
    machine,
    parser_for,
    run,
    sizes,
    without,
)
from benchmarks.databases import Database, copied, prepared, servers
from benchmarks.documents.writes import SECTION, WriteRow, as_text
from benchmarks.environment import production
from benchmarks.managing import ask, manage
from benchmarks.redis_server import redis_server
from benchmarks.rounds import Extent

CONNECTIONS = 16
PARTS = ("views", "pages", "writes")
PROOFS = ("reconcile_counts", "reconcile_lists", "reconcile_views", "check_index")
GENERATORS = (1, 2, 4)  # processes that count views


FULL, QUICK = Extent(seconds=8, rounds=3), Extent(seconds=3, rounds=1)

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


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code; `arguments` are those of the command line."""
    description = "Measure how fast the site counts views and writes."
    parser = parser_for("bench-writes", description, is_short=True)
    parser.add_argument("--posts", type=sizes, default=[20_000], help="in the databases")
    parser.add_argument(
        "--parts", type=choice_of(PARTS), default=PARTS, help="of views,pages,writes"
    )
    return run(_bench, parser, arguments, obstacle=lambda: without("wrk"))


def _bench(options: argparse.Namespace) -> None:
    where = machine()
    extent = QUICK if options.quick else FULL
    rows: list[WriteRow] = []
    with servers(options.databases) as urls:
        collect_static_files(urls["sqlite"])
        for engine in options.databases:
            for posts in options.posts:
                original = prepared(engine, posts, server_url=urls[engine])
                for part in options.parts:
                    sys.stderr.write(f"{engine}, {posts:,} posts, {part}\n")
                    with copied(original, server_url=urls[engine]) as copy:
                        rows += _MEASURE[part](copy, extent)
    is_whole = not options.quick and set(options.parts) == set(PARTS)
    SECTION.publish(rows, as_text(rows, machine=where), is_whole=is_whole)


@contextmanager
def _counters(database: Database) -> Iterator[dict[str, dict[str, str]]]:
    """Yield the environment of a site with each counter that is measured, by its name.

    Redis is measured beside PostgreSQL, as sites that need it have it.
    """
    environment = production(database.url)
    sites = {"database": {**environment, "VIEW_COUNTER_URL": "database://"}}
    if database.engine != "postgres":
        yield sites
        return
    with redis_server() as redis:
        yield {**sites, "redis": {**environment, "VIEW_COUNTER_URL": f"{redis.url}/0"}}


def _views(database: Database, extent: Extent) -> Iterator[WriteRow]:
    for processes in GENERATORS:
        with _counters(database) as sites:
            for name, site in sites.items():
                asked = (processes, extent.seconds)
                count_views = "inside.counting.count_views"
                figures = ask(count_views, *asked, environment=site, is_alone=False)
                how = f"counter {name}, record_view in {processes} processes"
                yield WriteRow(database.engine, database.posts, "views", how, **figures)


def _pages(database: Database, extent: Extent) -> Iterator[WriteRow]:
    shorter = Extent(extent.rounds, seconds=max(2, extent.seconds // 2))
    with _counters(database) as sites:
        for name, site in sites.items():
            yield from counted_pages.measured(database, site, counter=name, extent=shorter)


def _writes(database: Database, extent: Extent) -> Iterator[WriteRow]:
    environment = production(database.url)
    rows = [row for plan in PLANS[database.engine] for row in _published(database, plan, extent)]
    for proof in PROOFS:
        manage(proof, environment={**environment, "TASK_WORKER": "external"})
    yield from rows


def _published(database: Database, plan: Plan, extent: Extent) -> Iterator[WriteRow]:
    pools = [
        {"what": what, "processes": size, "seconds": extent.seconds, "per_second": pace}
        for what, size, pace in plan
    ]
    environment = production(database.url)
    said = ask("inside.publishing.publish", pools, environment=environment, is_alone=False)
    beside = " and ".join(what for what, _, _ in plan)
    for (what, size, pace), figures in zip(plan, said, strict=True):
        yield WriteRow(
            database=database.engine,
            posts=database.posts,
            what=what,
            how=f"{size} connections" + (f", {beside} at once" if len(plan) > 1 else ""),
            asked_per_second=pace,
            exact=True,  # or the proofs stop the run
            **figures,
        )


_MEASURE = {"views": _views, "pages": _pages, "writes": _writes}


if __name__ == "__main__":
    sys.exit(main())
