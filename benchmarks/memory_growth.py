"""`make bench-memory`: how much memory a web worker takes after many requests."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks import bench
from benchmarks.databases import ENGINES, Database, prepared, servers
from benchmarks.document import DATABASES, DOCUMENT, put_between
from benchmarks.environment import CACHE, production
from benchmarks.load import LoadFailed, send
from benchmarks.managing import CommandFailed
from benchmarks.memory import largest_pss
from benchmarks.pages import pages_of
from benchmarks.report import RESULTS, write_json
from benchmarks.servers import Server
from benchmarks.urls_of import addresses_of

BEGIN, END = "<!-- figures of make bench-memory -->", "<!-- end of the figures of memory -->"
POSTS = 100_000
MARKS = (0, 1_000, 5_000, 10_000, 20_000)  # requests of each worker after which it is measured
SECONDS = 5  # of one load
# A worker that is replaced has no growth to show.
OPTIONS = ("--max-requests=0",)


@dataclass(frozen=True)
class MemoryRow:
    """The memory of a site's workers after so many requests.

    Attributes:
        database: `sqlite` or `postgres`.
        who: `guest`, or `member` for a fifth members.
        requests: of each worker on average, since it started.
        pss_mb: of the largest worker.
    """

    database: str
    posts: int
    who: str
    requests: int
    pss_mb: float


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
        rows = _bench(options)
    except KeyboardInterrupt:
        return bench.INTERRUPTED
    except (CommandFailed, LoadFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(as_text(rows))
    is_whole = set(options.databases) == set(ENGINES) and options.requests >= max(MARKS)
    write_json(rows, RESULTS / ("memory.json" if is_whole else "quick.json"))
    if is_whole:
        write_document(rows)
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="make bench-memory", description="Measure the memory of the web workers."
    )
    parser.add_argument("--posts", type=int, default=POSTS)
    parser.add_argument("--databases", type=bench.engines, default=ENGINES)
    parser.add_argument(
        "--requests",
        type=int,
        default=max(MARKS),
        help="of each worker; fewer than the default leave the document alone",
    )
    return parser


def _bench(options: argparse.Namespace) -> list[MemoryRow]:
    rows: list[MemoryRow] = []
    with servers(options.databases) as urls:
        bench.collect_static_files(urls["sqlite"])
        for engine in options.databases:
            database = prepared(engine, options.posts, server_url=urls[engine])
            for who in ("guest", "member"):
                rows += _measured(database, who, most=options.requests)
    return rows


def _measured(database: Database, who: str, *, most: int) -> Iterator[MemoryRow]:
    """Send the mixed requests to new workers, and look at them at each mark."""
    environment = production(database.url)
    pages = pages_of(addresses_of(environment))
    (mixed,) = (page for page in pages if (page.name, page.who) == ("mixed", who))
    log = CACHE / f"memory-{database.engine}.log"
    with Server(
        "forum.wsgi", environment=environment, log=log, ready_path="/readyz", options=OPTIONS
    ) as site:
        answered = 0.0  # of each worker
        for mark in (mark for mark in MARKS if mark <= most):
            while answered < mark:
                load = send(mixed.requests, to=site.url, seconds=SECONDS)
                answered += load.rps * SECONDS / len(site.worker_pids)
            site.settle()
            row = MemoryRow(
                database=database.engine,
                posts=database.posts,
                who=who,
                requests=round(answered),
                pss_mb=round(largest_pss(site.worker_pids), 1),
            )
            sys.stderr.write(f"  {row}\n")
            yield row


def write_document(rows: Sequence[MemoryRow], *, file: Path = DOCUMENT) -> None:
    """Put the table between the marks of the document.

    Raises:
        ValueError: when it has no marks.
    """
    put_between(BEGIN, END, as_text(rows), file=file)


def as_text(rows: Sequence[MemoryRow]) -> str:
    """Return the table in Markdown."""
    lines = [
        "| database | posts | who | requests of each worker | PSS MB |",
        "|---|--:|---|--:|--:|",
        *map(_line, rows),
    ]
    return "\n".join(lines) + "\n"


def _line(row: MemoryRow) -> str:
    database = DATABASES[row.database]
    who = {"guest": "guests", "member": "a fifth members"}[row.who]
    return f"| {database} | {row.posts:,} | {who} | {row.requests:,} | {row.pss_mb:.0f} |"


if __name__ == "__main__":
    sys.exit(main())
