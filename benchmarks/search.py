"""`make bench-search`: what the search finds, whether it misses any, and how long it takes."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from benchmarks.bench import POSTS
from benchmarks.command import DATABASES, QUICK, Options, command, machine, needs
from benchmarks.databases import Database, prepared
from benchmarks.documents.search import (
    SECTION,
    CompletenessRow,
    LatencyRow,
    RelevanceRow,
    Row,
    as_text,
)
from benchmarks.site import call_inside, manage, production

INSIDE = "benchmarks.inside.searching"
COMPLETE = 20_000  # posts, every text of which is looked at


@command(
    *("bench-search", "Measure how well, how completely and how fast the site finds posts."),
    obstacle=needs(),
    databases=DATABASES,
    quick=QUICK,
    posts=POSTS,
    load={"action": "store_true", "help": "make the databases and measure nothing; goes on later"},
)
def main(options: Options) -> bool:
    """Measure each database, and publish the tables; return whether nothing was missed.

    With `--load` the databases are only made, each with its progress: what was stopped goes on with
    the next run, and a run that measures finds what is complete.
    """
    where, sizes = machine(), options.posts[:1] if options.quick else options.posts
    with prepared(options.databases, [COMPLETE, *sizes]) as databases:
        if options.load:
            for database in databases:
                sys.stderr.write(f"{database.engine}, {database.posts:,} posts: complete\n")
            return True
        rows = list(chain.from_iterable(map(_measured, databases)))
    SECTION.publish(rows, as_text(rows, machine=where), is_whole=not options.quick)
    return not any(row.missed for row in rows if isinstance(row, CompletenessRow))


def _measured(database: Database) -> Iterator[Row]:
    sys.stderr.write(f"{database.engine}, {database.posts:,} posts\n")
    if database.posts == COMPLETE:
        yield from _relevance(replace(database, name="bench_relevance"))
        found = call_inside(f"{INSIDE}.completeness", environment=production(database.url))
        yield CompletenessRow(database.engine, **found)
    else:
        yield from _latencies(database)


def _relevance(database: Database) -> Iterator[Row]:
    """Measure in a database of its own, which is gone afterwards."""
    environment = production(database.url)
    database.create()
    try:
        manage("migrate", "--verbosity=0", environment=environment)
        for row in call_inside(f"{INSIDE}.relevance", environment=environment):
            yield RelevanceRow(database.engine, **row)
    finally:
        database.remove()


def _latencies(database: Database) -> Iterator[Row]:
    environment = production(database.url)
    (session,) = call_inside(f"{INSIDE}.sessions", environment=environment)
    for who, key in (("guest", None), ("member", session)):
        spent: dict[str, Sequence[float]] = call_inside(
            f"{INSIDE}.latencies", key, environment=environment
        )
        for kind, milliseconds in spent.items():
            yield LatencyRow.of(database.engine, database.posts, kind, who, milliseconds)


if __name__ == "__main__":
    sys.exit(main())
