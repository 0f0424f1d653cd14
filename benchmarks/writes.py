"""`make bench-writes`: views counted, and posts and comments published."""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from benchmarks import bench, counted_pages
from benchmarks.counted_pages import Counter
from benchmarks.databases import ENGINES, Database, copied, prepared, servers
from benchmarks.environment import production
from benchmarks.load import LoadFailed
from benchmarks.managing import CommandFailed, answer_of, manage
from benchmarks.redis_server import redis_server
from benchmarks.report import RESULTS, write_json
from benchmarks.writes_report import WriteRow, as_text, write_document

CONNECTIONS = 16
PARTS = ("views", "pages", "writes")
PROOFS = ("reconcile_counts", "reconcile_lists", "reconcile_views", "check_index")
GENERATORS = (1, 2, 4)  # processes that count views


@dataclass(frozen=True)
class Extent:
    """How long it takes: seconds of each measurement, and rounds of those that are compared."""

    seconds: int
    rounds: int


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
    """Measure, and return the exit code.

    Args:
        arguments: of the command line, without the program's name.
    """
    options = _parser().parse_args(arguments)
    if obstacle := bench.obstacle():
        sys.stderr.write(f"{obstacle}\n")
        return 2
    bench.end_as_ctrl_c_does()
    try:
        _bench(options)
    except KeyboardInterrupt:
        return bench.INTERRUPTED
    except (CommandFailed, LoadFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def _bench(options: argparse.Namespace) -> None:
    machine = bench.machine()
    extent = QUICK if options.quick else FULL
    rows: list[WriteRow] = []
    with servers(options.databases) as urls:
        bench.collect_static_files(urls["sqlite"])
        for engine in options.databases:
            for posts in options.posts:
                original = prepared(engine, posts, server_url=urls[engine])
                for part in options.parts:
                    sys.stderr.write(f"{engine}, {posts:,} posts, {part}\n")
                    with copied(original, server_url=urls[engine]) as copy:
                        rows += _MEASURE[part](copy, extent)
    sys.stdout.write(as_text(rows, machine=machine))
    is_whole = not options.quick and set(options.parts) == set(PARTS)
    write_json(rows, RESULTS / ("writes.json" if is_whole else "quick.json"))
    if is_whole:
        write_document(rows, machine=machine)


def _counters(database: Database, stack: ExitStack) -> list[Counter]:
    """Return the backends; Redis is measured beside PostgreSQL, as sites that need it have it."""
    counters = [Counter("database", "database://")]
    if database.engine == "postgres":
        counters.append(Counter("redis", stack.enter_context(redis_server())))
    return counters


def _views(database: Database, extent: Extent) -> Iterator[WriteRow]:
    for processes in GENERATORS:
        with ExitStack() as stack:
            for counter in _counters(database, stack):
                environment = {**production(database.url), "VIEW_COUNTER_URL": counter.url}
                told = json.dumps({"processes": processes, "seconds": extent.seconds})
                code = "from benchmarks.counting import tell; tell()"
                said = json.loads(_answer(code, environment, told))
                yield WriteRow(
                    database=database.engine,
                    posts=database.posts,
                    what="views",
                    how=f"counter {counter.name}, record_view in {processes} processes",
                    failed=said["failed"],
                    exact=said["exact"],
                    **_times(said),
                )


def _pages(database: Database, extent: Extent) -> Iterator[WriteRow]:
    with ExitStack() as stack:
        for counter in _counters(database, stack):
            yield from counted_pages.measured(
                database, counter, rounds=extent.rounds, seconds=max(2, extent.seconds // 2)
            )


def _writes(database: Database, extent: Extent) -> Iterator[WriteRow]:
    environment = production(database.url)
    rows = [row for plan in PLANS[database.engine] for row in _published(database, plan, extent)]
    for proof in PROOFS:
        manage(proof, environment={**environment, "TASK_WORKER": "external"})
    yield from rows


def _published(database: Database, plan: Plan, extent: Extent) -> Iterator[WriteRow]:
    told = [
        {"what": what, "processes": size, "seconds": extent.seconds, "per_second": pace}
        for what, size, pace in plan
    ]
    code = "from benchmarks.publishing import tell; tell()"
    said = json.loads(_answer(code, production(database.url), json.dumps(told)))
    beside = " and ".join(what for what, _, _ in plan)
    for (what, size, pace), figures in zip(plan, said, strict=True):
        yield WriteRow(
            database=database.engine,
            posts=database.posts,
            what=what,
            how=f"{size} connections" + (f", {beside} at once" if len(plan) > 1 else ""),
            asked_per_second=pace,
            failed=figures["failed"],
            exact=True,  # or the proofs stop the run
            **_times(figures),
        )


def _answer(code: str, environment: dict[str, str], told: str) -> str:
    return answer_of(code, environment=environment, told=told, alone=False)


def _times(said: dict[str, float]) -> dict[str, float]:
    names = ("per_second", "p50_ms", "p95_ms", "p99_ms")
    return {name: round(said[name], 3) for name in names}


_MEASURE = {"views": _views, "pages": _pages, "writes": _writes}


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench-writes", description="Measure how fast the site counts views and writes."
    )
    parser.add_argument("--posts", type=bench.sizes, default=[20_000], help="in the databases")
    parser.add_argument("--databases", type=bench.engines, default=ENGINES)
    parser.add_argument("--parts", type=_parts, default=PARTS, help="of views,pages,writes")
    parser.add_argument(
        "--quick",
        action="store_true",
        help="short; writes results/quick.json and leaves the document alone",
    )
    return parser


def _parts(text: str) -> tuple[str, ...]:
    parts = tuple(text.replace(",", " ").split())
    if unknown := set(parts) - set(PARTS):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(PARTS)}")
    return parts


if __name__ == "__main__":
    sys.exit(main())
