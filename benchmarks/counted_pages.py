"""Measures what counting costs an article page over HTTP, and whether every reader is counted."""

import json
import statistics
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.databases import Database
from benchmarks.environment import CACHE, production
from benchmarks.load import THREADS, Load, Requests, send, send_readers
from benchmarks.managing import answer_of
from benchmarks.servers import Server
from benchmarks.writes_report import WriteRow

# A browser that loads ahead of reading sends what the others send, and is not counted.
AHEAD_OF_READING = "Sec-Purpose: prefetch"
# As long, and understood by nobody.
READING = "Sec-Comment: ordinary"
ADDRESSES = 20_000  # of one article, so that hardly any is kept when it is asked for again
READERS, ARTICLES = 2_000, 10  # readers of each thread
READERS_SECONDS = 20
LATE_SECONDS = 10  # that a shown total may be behind
PATHS = """
from benchmarks.counting import ARTICLES, _posts
print(*(f"/posts/{pk}/" for pk, _ in _posts()[:ARTICLES]))
"""


@dataclass(frozen=True)
class Counter:
    """A backend of the view counter; `url` as VIEW_COUNTER_URL has it."""

    name: str
    url: str


def measured(
    database: Database, counter: Counter, *, rounds: int, seconds: int
) -> Iterator[WriteRow]:
    """Measure one backend on a database that may be written into.

    Raises:
        benchmarks.load.LoadFailed: when pages answered with errors.
    """
    environment = {**production(database.url), "VIEW_COUNTER_URL": counter.url}
    paths = answer_of(PATHS, environment=environment).split()
    log = CACHE / f"writes-{database.engine}-{counter.name}.log"
    with Server("forum.wsgi", environment=environment, log=log, ready_path="/readyz") as site:
        article = paths[len(paths) // 2]
        for page, asked in {
            "kept": [article],
            "rendered": [f"{article}?visit={number}" for number in range(ADDRESSES)],
        }.items():
            yield from _cost(
                site, asked, rounds=rounds, seconds=seconds, named=(database, counter, page)
            )
        exact = _counts_all(site, paths[:ARTICLES], environment)
    yield WriteRow(
        database=database.engine,
        posts=database.posts,
        what="views",
        how=f"counter {counter.name}, {READERS * THREADS:,} readers through gunicorn, totals after",
        exact=exact,
    )


def _cost(
    site: Server,
    paths: Sequence[str],
    *,
    rounds: int,
    seconds: int,
    named: tuple[Database, Counter, str],
) -> Iterator[WriteRow]:
    """Send three kinds of readers in turn, so that all see the same machine."""
    kinds = {
        "not counted": Requests(paths=paths, header=AHEAD_OF_READING),
        "new readers": Requests(paths=paths, header=READING),
        "the same readers again": Requests(paths=paths, header=READING, one_address=True),
    }
    loads: dict[str, list[Load]] = {kind: [] for kind in kinds}
    for requests in kinds.values():
        _load(site, requests, 1)
    for turn in range(rounds):
        order = list(kinds)
        for kind in order[turn % 3 :] + order[: turn % 3]:
            loads[kind].append(_load(site, kinds[kind], seconds))
    uncounted = [load.rps for load in loads["not counted"]]
    for kind, done in loads.items():
        ratios = [off / load.rps for off, load in zip(uncounted, done, strict=True)]
        yield _row(kind, done, ratio=statistics.median(ratios), named=named)


def _load(site: Server, requests: Requests, seconds: int) -> Load:
    load = send(requests, to=site.url, seconds=seconds)
    site.settle()
    return load


def _row(
    kind: str, loads: Sequence[Load], *, ratio: float, named: tuple[Database, Counter, str]
) -> WriteRow:
    database, counter, page = named
    median = statistics.median
    return WriteRow(
        database=database.engine,
        posts=database.posts,
        what="article",
        how=f"{page}, counter {counter.name}, {kind}",
        per_second=round(median(load.rps for load in loads), 1),
        p50_ms=round(median(load.p50_ms for load in loads), 2),
        p95_ms=round(median(load.p95_ms for load in loads), 2),
        p99_ms=round(median(load.p99_ms for load in loads), 2),
        ratio=None if kind == "not counted" else round(ratio, 3),
    )


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
    told = "from benchmarks.counting import tell_totals; tell_totals()"
    totals: dict[str, int] = json.loads(answer_of(told, environment=environment))
    return totals
