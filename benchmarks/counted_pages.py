"""Measures what counting costs an article page over HTTP, and whether every reader is counted."""

import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from functools import partial

from benchmarks.databases import Database
from benchmarks.documents.writes import WriteRow
from benchmarks.environment import CACHE
from benchmarks.load import THREADS, Load, Requests, median, send_readers, send_to
from benchmarks.managing import ask
from benchmarks.rounds import Extent
from benchmarks.servers import Server

# A browser that loads ahead of reading sends what the others send, and is not counted.
AHEAD_OF_READING = "Sec-Purpose: prefetch"
# As long, and understood by nobody.
READING = "Sec-Comment: ordinary"
ADDRESSES = 20_000  # of one article, so that hardly any is kept when it is asked for again
READERS, ARTICLES = 2_000, 10  # readers of each thread
READERS_SECONDS = 20
LATE_SECONDS = 10  # that a shown total may be behind


def measured(
    database: Database, environment: Mapping[str, str], *, counter: str, extent: Extent
) -> Iterator[WriteRow]:
    """Measure one backend on a database that may be written into.

    Args:
        environment: of the site with that backend.
        counter: the name of the backend.

    Raises:
        benchmarks.load.LoadFailed: when pages answered with errors.
    """
    row = partial(WriteRow, database.engine, database.posts)
    paths = ask("inside.counting.paths", environment=environment)
    log = CACHE / f"writes-{database.engine}-{counter}.log"
    with Server(environment=environment, log=log) as site:
        article = paths[len(paths) // 2]
        pages = {
            "kept": [article],
            "rendered": [f"{article}?visit={number}" for number in range(ADDRESSES)],
        }
        for page, asked in pages.items():
            for kind, load, ratio in _costs(site, asked, extent):
                figures = asdict(load)
                how = f"{page}, counter {counter}, {kind}"
                yield row("article", how, per_second=figures.pop("rps"), ratio=ratio, **figures)
        exact = _counts_all(site, paths[:ARTICLES], environment)
    how = f"counter {counter}, {READERS * THREADS:,} readers through gunicorn, totals after"
    yield row("views", how, exact=exact)


def _costs(
    site: Server, paths: Sequence[str], extent: Extent
) -> Iterator[tuple[str, Load, float | None]]:
    """Send three kinds of readers in turn, so that all see the same machine.

    Yields each kind, its load, and how many times as dear as uncounted readers it is.
    """
    kinds = {
        "not counted": Requests(paths=paths, header=AHEAD_OF_READING),
        "new readers": Requests(paths=paths, header=READING),
        "the same readers again": Requests(paths=paths, header=READING, one_address=True),
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
    before = _totals(environment)
    send_readers(paths, readers=READERS, to=site.url, seconds=READERS_SECONDS)
    site.settle()
    expected = {path.strip("/").split("/")[1]: READERS * THREADS // len(paths) for path in paths}
    deadline = time.monotonic() + LATE_SECONDS
    while time.monotonic() < deadline:
        counted = {pk: views - before.get(pk, 0) for pk, views in _totals(environment).items()}
        if {pk: views for pk, views in counted.items() if views} == expected:
            return True
    return False


def _totals(environment: Mapping[str, str]) -> dict[str, int]:
    totals: dict[str, int] = ask("inside.counting.totals", environment=environment)
    return totals
