"""Lets several processes do the same kind of work at once.

The processes are forked, so that the site is imported once; each has a connection of its own.
"""

import gc
import multiprocessing
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import count, islice
from math import ceil
from typing import Any

from django.db import close_old_connections, connection, connections

WARM_UP = 10  # pieces of work of each process, before the clock starts
READY_SECONDS = 120
_inherited: dict[str, Any] = {}  # by the processes that are forked


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
        place = max(0, ceil(len(self.latencies) * percent / 100) - 1)
        return sorted(self.latencies)[place] * 1000 if self.latencies else 0.0

    def figures(self) -> dict[str, Any]:
        """Return what `documents.writes.WriteRow` has of it."""
        shares = {f"p{percent}_ms": self.percentile_ms(percent) for percent in (50, 95, 99)}
        return {"per_second": self.per_second, "failed": dict(self.failed), **shares}

    def add(self, part: "Work") -> None:
        """Count what another process did at the same time."""
        self.seconds = max(self.seconds, part.seconds)
        self.latencies += part.latencies
        self.failed += part.failed
        self.told += part.told


@dataclass(frozen=True)
class Job:
    """What one process of a pool does."""

    pieces: Iterator[Callable[[], object]]  # making the next is not timed
    tell: Callable[[], Any] = lambda: None  # says at the end what was done


@dataclass(frozen=True)
class WorkerPool:
    """Processes that do one kind of work."""

    size: int
    worker: Callable[[int], Job]  # prepares the work of one, by its number, in the process itself
    seconds: float  # after which no more is begun
    per_second: float | None = None  # of the whole pool; None for as many as it can


def run(*pools: WorkerPool) -> list[Work]:
    """Let all pools work at once, and return what each did; raise what a process raised."""
    _leave_the_database()
    fork = multiprocessing.get_context("fork")
    tasks = [(place, number) for place, pool in enumerate(pools) for number in range(pool.size)]
    _inherited.update(pools=pools, ready=fork.Barrier(len(tasks)))
    gc.freeze()  # what is shared with the processes stays shared
    works = [Work(seconds=pool.seconds) for pool in pools]
    with fork.Pool(len(tasks)) as processes:
        for place, work in processes.imap_unordered(_work, tasks):
            works[place].add(work)
        processes.close()
        processes.join()  # they end by themselves: one that is killed loses the views in its hands
    return works


def _work(task: tuple[int, int]) -> tuple[int, Work]:
    """Do the work of one process; they wait for each other, so that none does that of two."""
    place, number = task
    pool: WorkerPool = _inherited["pools"][place]
    job = pool.worker(number)
    for piece in islice(job.pieces, WARM_UP):
        piece()
        close_old_connections()
    _inherited["ready"].wait(READY_SECONDS)
    work = _timed(job.pieces, pool, number)
    work.told.append(job.tell())
    _leave_the_database()
    return place, work


def _timed(pieces: Iterator[Callable[[], object]], pool: WorkerPool, number: int) -> Work:
    work, pace = Work(), pool.per_second
    begin = time.perf_counter()
    end = begin + pool.seconds
    for turn, piece in zip(count(number, pool.size), pieces, strict=False):
        now = time.perf_counter()
        start = begin + turn / pace if pace else now
        if start > now:
            time.sleep(start - now)
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


def _leave_the_database() -> None:
    """Close what must not be shared between processes."""
    connections.close_all()
    if connection.vendor == "postgresql":
        connection.close_pool()  # type: ignore[attr-defined]
