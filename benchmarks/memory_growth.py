"""`make bench-memory`: how much memory a web worker takes after many requests."""

import sys
from collections.abc import Iterator

from benchmarks.command import DATABASES, Options, command, needs
from benchmarks.databases import ENGINES, Database, prepared
from benchmarks.documents.memory import SECTION, MemoryRow, as_text
from benchmarks.load import send_to
from benchmarks.pages import WHO, addresses_of, mixed
from benchmarks.servers import Server, largest_pss
from benchmarks.site import CACHE, production

POSTS = 100_000
MARKS = (0, 1_000, 5_000, 10_000, 20_000)  # requests of each worker after which it is measured
SECONDS = 5  # of one load
REQUESTS_HELP = "of each worker; fewer than the default leave the document alone"
# A worker that is replaced has no growth to show.
OPTIONS = ("--max-requests=0",)


@command(
    *("bench-memory", "Measure the memory of the web workers."),
    obstacle=needs("wrk"),
    databases=DATABASES,
    posts={"type": int, "default": POSTS},
    requests={"type": int, "default": max(MARKS), "help": REQUESTS_HELP},
)
def main(options: Options) -> None:
    """Measure guests and members on each database, and publish the table."""
    rows: list[MemoryRow] = []
    with prepared(options.databases, [options.posts]) as databases:
        for database in databases:
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
                answered += load.requests / len(site.worker_pids)
            site.settle()
            pss_mb = largest_pss(site.worker_pids)
            row = MemoryRow(database.engine, database.posts, who, round(answered), pss_mb)
            sys.stderr.write(f"  {row}\n")
            yield row


if __name__ == "__main__":
    sys.exit(main())
