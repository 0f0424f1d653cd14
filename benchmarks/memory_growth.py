"""`make bench-memory`: how much memory a web worker takes after many requests."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from benchmarks.command import collect_static_files, parser_for, run, without
from benchmarks.databases import ENGINES, Database, prepared, servers
from benchmarks.documents.memory import SECTION, MemoryRow, as_text
from benchmarks.environment import CACHE, production
from benchmarks.load import send_to
from benchmarks.pages import WHO, addresses_of, mixed
from benchmarks.processes import largest_pss
from benchmarks.servers import Server

POSTS = 100_000
MARKS = (0, 1_000, 5_000, 10_000, 20_000)  # requests of each worker after which it is measured
SECONDS = 5  # of one load
# A worker that is replaced has no growth to show.
OPTIONS = ("--max-requests=0",)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code; `arguments` are those of the command line."""
    parser = parser_for("bench-memory", "Measure the memory of the web workers.")
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument(
        "--requests",
        type=int,
        default=max(MARKS),
        help="of each worker; fewer than the default leave the document alone",
    )
    return run(_bench, parser, arguments, obstacle=lambda: without("wrk"))


def _bench(options: argparse.Namespace) -> None:
    rows: list[MemoryRow] = []
    with servers(options.databases) as urls:
        collect_static_files(urls["sqlite"])
        for engine in options.databases:
            database = prepared(engine, options.posts, server_url=urls[engine])
            for who in WHO:
                rows += _measured(database, who, most=options.requests)
    is_whole = set(options.databases) == set(ENGINES) and options.requests >= max(MARKS)
    SECTION.publish(rows, as_text(rows), is_whole=is_whole)


def _measured(database: Database, who: str, *, most: int) -> Iterator[MemoryRow]:
    """Send the mixed requests to new workers, and look at them at each mark."""
    environment = production(database.url)
    requests = mixed(who, addresses_of(environment)).requests
    log = CACHE / f"memory-{database.engine}.log"
    with Server(environment=environment, log=log, options=OPTIONS) as site:
        answered = 0.0  # of each worker
        for mark in (mark for mark in MARKS if mark <= most):
            while answered < mark:
                load = send_to(site, requests, seconds=SECONDS)
                answered += load.rps * SECONDS / len(site.worker_pids)
            site.settle()
            row = MemoryRow(
                database=database.engine,
                posts=database.posts,
                who=who,
                requests=round(answered),
                pss_mb=largest_pss(site.worker_pids),
            )
            sys.stderr.write(f"  {row}\n")
            yield row


if __name__ == "__main__":
    sys.exit(main())
