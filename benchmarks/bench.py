"""`make bench` and `make bench-quick`."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.command import collect_static_files, machine, parser_for, run, sizes, without
from benchmarks.databases import prepared, servers
from benchmarks.documents.speed import SECTION, Row, as_text
from benchmarks.rounds import Extent, measured

FULL, QUICK = Extent(rounds=3, seconds=5), Extent(rounds=2, seconds=2)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code; `arguments` are those of the command line."""
    parser = parser_for("bench", "Measure the site's speed.", is_short=True)
    parser.add_argument(
        "--posts", type=sizes, default=[100_000, 1_000_000], help="sizes, with commas between"
    )
    return run(_bench, parser, arguments, obstacle=lambda: without("wrk"))


def _bench(options: argparse.Namespace) -> None:
    where = machine()
    rows: list[Row] = []
    with servers(options.databases) as urls:
        collect_static_files(urls["sqlite"])
        for engine in options.databases:
            for posts in options.posts:
                database = prepared(engine, posts, server_url=urls[engine])
                sys.stderr.write(f"{engine}, {posts:,} posts\n")
                rows += measured(database, QUICK if options.quick else FULL)
    SECTION.publish(rows, as_text(rows, machine=where), is_whole=not options.quick)
