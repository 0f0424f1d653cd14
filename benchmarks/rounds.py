"""Sends loads in rounds, hello first and last in each, and says what a request costs."""

import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

from benchmarks.cpu import costed
from benchmarks.load import Load, median
from benchmarks.servers import Server, largest_pss
from benchmarks.site import CACHE

FLOOR_FOLDER = CACHE / "floor"
# A floor is no production site: it never replaces a worker, which only makes it faster.
FLOOR_OPTIONS = ("--max-requests=0",)


class Extent(NamedTuple):
    """How long it is measured: so many rounds, in each so many seconds for a page."""

    rounds: int
    seconds: int


class Sent(NamedTuple):
    """A load, the CPU milliseconds of a request, and the MiB of the largest worker after it."""

    load: Load
    web_cpu_ms: float
    database_cpu_ms: float
    pss_mb: float = 0.0

    @property
    def cpu_ms(self) -> float:
        """Of web and database together."""
        return self.web_cpu_ms + self.database_cpu_ms


@dataclass(frozen=True)
class Target:
    """One load of a round: who answers it, and the database that is asked for that."""

    server: Server
    load: Callable[..., Load]  # takes `to`, a URL, and `seconds`
    database_pid: int | None = None  # of its first process, if it has any

    def sent(self, seconds: int) -> Sent:
        """Send it for some seconds, and wait until the server has done what clients left."""
        families = {
            "web": [self.server.pid],
            "database": [self.database_pid] if self.database_pid else [],
        }
        sending = partial(self.load, to=self.server.url, seconds=seconds)
        load, cost = costed(sending, families)
        self.server.settle()
        pss_mb = largest_pss(self.server.worker_pids)
        return Sent(load, cost["web"], cost["database"], pss_mb)


def floor(name: str, environment: Mapping[str, str], *, path: str = "/") -> Server:
    """Return a server of `benchmarks.floors`, not yet started; its file is in FLOOR_FOLDER."""
    return Server(
        f"benchmarks.floors:{name}",
        environment={**environment, "BENCH_FLOOR_FILES": str(FLOOR_FOLDER)},
        log=CACHE / f"floor-{name}.log",
        ready_path=path,
        options=FLOOR_OPTIONS,
    )


def sent_in_rounds(plan: Sequence[Target], extent: Extent) -> list[list[Sent]]:
    """Send what a plan holds, in its order, so many times; hello is first and last in it.

    Raises benchmarks.load.LoadFailed when a page answered with errors.
    """
    rounds = []
    for number in range(extent.rounds):
        sys.stderr.write(f"  round {number + 1} of {extent.rounds}\n")
        rounds.append([target.sent(extent.seconds) for target in plan])
    return rounds


def figures(rounds: Sequence[Sequence[Sent]], place: int) -> dict[str, float]:
    """Return what all tables have of the target at a place of every round.

    Medians over the rounds; `ratio` is the rate as a share of hello's, `times_hello` the CPU time
    of a request divided by hello's, round by round.
    """
    sent = [one[place] for one in rounds]
    hello = [(one[0], one[-1]) for one in rounds]
    rates = [statistics.mean(each.load.rps for each in pair) for pair in hello]
    costs = [statistics.mean(each.cpu_ms for each in pair) for pair in hello]
    shares = [one.load.rps / rate for one, rate in zip(sent, rates, strict=True)]
    times = [one.cpu_ms / cost for one, cost in zip(sent, costs, strict=True)]
    load = median([one.load for one in sent])
    return {
        "rps": load.rps,
        **load.latencies,
        "ratio": statistics.median(shares),
        "ratio_low": min(shares),
        "ratio_high": max(shares),
        "web_cpu_ms": statistics.median(one.web_cpu_ms for one in sent),
        "database_cpu_ms": statistics.median(one.database_cpu_ms for one in sent),
        "times_hello": statistics.median(times),
    }
