"""Lets several processes do the same kind of work at once.

The processes are forked, so that the site is imported once; each has a connection of its own.
"""

import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from math import ceil
from typing import Any

from django.db import close_old_connections, connection, connections

WARM_UP = 10  # pieces of work of each process, before the clock starts
READY_SECONDS = 120


@dataclass
class Work:
    """What was done: how long each piece took, in seconds, and what failed, by the error's name.

    With a pace, a piece takes as long as since the moment at which it was due.
    """

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    failed: Counter[str] = field(default_factory=Counter)
    told: list[Any] = field(default_factory=list)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds if self.seconds else 0.0

    def percentile_ms(self, percent: float) -> float:
        """Return the time that so many percent of the pieces took at most, in milliseconds."""
        ordered = sorted(self.latencies)
        if not ordered:
            return 0.0
        return ordered[max(0, ceil(len(ordered) * percent / 100) - 1)] * 1000

    def figures(self) -> dict[str, Any]:
        """Return what `documents.writes.WriteRow` has of it."""
        shares = {f"p{percent}_ms": self.percentile_ms(percent) for percent in (50, 95, 99)}
        return {"per_second": self.per_second, "failed": dict(self.failed), **shares}


@dataclass(frozen=True)
class Job:
    """What one process of a pool does.

    Attributes:
        pieces: what to do, piece by piece; making the next is not timed.
        tell: says at the end what was done.
    """

    pieces: Iterator[Callable[[], object]]
    tell: Callable[[], Any] = lambda: None


@dataclass(frozen=True)
class WorkerPool:
    """Processes that do one kind of work.

    Attributes:
        size: how many there are.
        worker: prepares the work of one, by its number, in the process itself.
        seconds: after which no more is begun.
        per_second: of the whole pool; None for as many as it can.
    """

    size: int
    worker: Callable[[int], Job]
    seconds: float
    per_second: float | None = None


def run(*pools: WorkerPool) -> list[Work]:
    """Let all pools work at once, and return what each did.

    Raises:
        RuntimeError: when a process died.
    """
    _leave_the_database()
    fork = multiprocessing.get_context("fork")
    ready = fork.Barrier(sum(pool.size for pool in pools))
    results: Any = fork.SimpleQueue()
    processes = [
        fork.Process(target=_work, args=(place, number, pool, ready, results))
        for place, pool in enumerate(pools)
        for number in range(pool.size)
    ]
    gc.freeze()  # what is shared with the processes stays shared
    for process in processes:
        process.start()
    works = [Work(seconds=pool.seconds) for pool in pools]
    for _ in processes:
        place, work = results.get()
        if work is None:
            raise RuntimeError("A process of the pool failed; it has said why.")
        _add(works[place], work)
    for process in processes:
        process.join()
    return works


def _work(place: int, number: int, pool: WorkerPool, ready: Any, results: Any) -> None:
    work = None
    try:
        piecework = pool.worker(number)
        for _ in range(WARM_UP):
            next(piecework.pieces)()
            close_old_connections()
        ready.wait(READY_SECONDS)
        work = _timed(piecework, pool, number)
        work.told.append(piecework.tell())
        _leave_the_database()
    finally:
        results.put((place, work))


def _timed(piecework: Job, pool: WorkerPool, number: int) -> Work:
    work = Work()
    begin = time.perf_counter()
    end = begin + pool.seconds
    for due in _moments(pool, number, begin):
        piece = next(piecework.pieces)
        wait = due - time.perf_counter() if due else 0
        if wait > 0:
            time.sleep(wait)
        now = time.perf_counter()
        start = due or now
        if max(start, now) >= end:
            break  # what was due and did not come about lowers the rate
        try:
            piece()
        except Exception as error:
            work.failed[type(error).__name__] += 1
        # As at the end of a request.
        close_old_connections()
        work.latencies.append(time.perf_counter() - start)
    work.seconds = max(pool.seconds, time.perf_counter() - begin)
    return work


def _moments(pool: WorkerPool, number: int, begin: float) -> Iterator[float]:
    """Yield when the next piece is due; 0 for at once."""
    pace = pool.per_second
    turn = 0
    while True:
        yield begin + (turn * pool.size + number) / pace if pace else 0.0
        turn += 1


def _add(whole: Work, part: Work) -> None:
    whole.seconds = max(whole.seconds, part.seconds)
    whole.latencies += part.latencies
    whole.failed += part.failed
    whole.told += part.told


def _leave_the_database() -> None:
    """Close what must not be shared between processes."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
