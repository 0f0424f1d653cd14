"""Sends loads in rounds, hello first and last in each, and says what a request costs."""

import math
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, NamedTuple, Protocol

from benchmarks.cpu import costed
from benchmarks.load import Load, median
from benchmarks.servers import Server, largest_pss
from benchmarks.site import CACHE

MAX_WARM_UPS = 10  # loads of a page
MAX_DIFFERENCE = 0.05  # of the cost of a request, between two loads that agree
FLOOR_FOLDER = CACHE / "floor"
# A floor is no production site: it never replaces a worker, which only makes it faster.
FLOOR_OPTIONS = ("--max-requests=0",)


class Extent(NamedTuple):
    """How long it is measured: so many rounds, in each so many seconds for a page.

    Before, each load is sent as often as `warm` says, for `warm_up_seconds`.
    """

    rounds: int
    seconds: int
    warm_up_seconds: int = 1


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


class Answers(Protocol):
    """What answers a load; `benchmarks.servers.Server` says what each means."""

    @property
    def url(self) -> str: ...
    @property
    def pid(self) -> int: ...
    @property
    def worker_pids(self) -> Sequence[int]: ...
    def settle(self) -> None: ...


@dataclass(frozen=True, eq=False)
class Target:
    """One load of a round: who answers it, and the database that is asked for that."""

    server: Answers
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

    All that it holds is warm then. Raises benchmarks.load.LoadFailed when a page answered with
    errors.
    """
    if left := warm(plan, seconds=extent.warm_up_seconds):
        sys.stderr.write(
            f"  After {MAX_WARM_UPS} loads, {left} of {len(set(plan))} pages still change in cost: "
            "these figures do not count unless their rounds agree.\n"
        )
    rounds = []
    for number in range(extent.rounds):
        sys.stderr.write(f"  round {number + 1} of {extent.rounds}\n")
        rounds.append([target.sent(extent.seconds) for target in plan])
    return rounds


def warm(plan: Sequence[Target], *, seconds: int) -> int:
    """Send each load until two in a row take as much CPU for a request; say how many never do.

    Templates, plans and caches are filled then, and the machine runs at the speed that it keeps.
    Those that agree are left out of the next turn.
    """
    unsteady: dict[Target, float] = dict.fromkeys(plan, math.inf)  # what the last load cost
    for _ in range(MAX_WARM_UPS):
        now = {target: target.sent(seconds).cpu_ms for target in unsteady}
        unsteady = {
            target: cost
            for target, cost in now.items()
            if abs(cost - unsteady[target]) >= MAX_DIFFERENCE * cost
        }
        if not unsteady:
            break
    return len(unsteady)


def figures_of(rounds: Sequence[Sequence[Sent]], place: int) -> dict[str, Any]:
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
