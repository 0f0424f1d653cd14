"""CPU time of the processes of a site, for each request that it answered.

Unlike a rate it says the same on a machine that others use as well.
"""

from collections.abc import Callable, Iterable, Mapping

import psutil

from benchmarks.load import Load
from benchmarks.servers import family


def cpu_seconds(pids: Iterable[int]) -> float:
    """Return what these processes and all below them have used, user and system, since they began.

    What those used that have ended is with the process that waited for them.
    """
    return sum(_used(process) for pid in pids for process in family(pid))


def costed(
    send: Callable[[], Load], families: Mapping[str, Iterable[int]]
) -> tuple[Load, dict[str, float]]:
    """Send a load; return it and the CPU milliseconds of a request, by the name of a family.

    A family is given by its first processes. It is read as soon as the load is over: what the
    server goes on with for clients that left is no request that was counted. Where none was
    answered in time, it is what the first one has taken so far.
    """
    before = {name: cpu_seconds(pids) for name, pids in families.items()}
    load = send()
    after = {name: cpu_seconds(pids) for name, pids in families.items()}
    requests = max(1.0, load.requests)
    return load, {name: (after[name] - before[name]) * 1000 / requests for name in after}


def _used(process: psutil.Process) -> float:
    try:
        times = process.cpu_times()
    except psutil.NoSuchProcess:
        return 0.0  # it ended since it was found
    return float(times.user + times.system + times.children_user + times.children_system)
