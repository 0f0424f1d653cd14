"""Waiting for what comes by itself.

How long it takes says what else the machine does: twenty times too busy, it starts a site in a
minute. So tests wait for a state, and give up only when it is not to come.
"""

import time
from collections.abc import Callable
from pathlib import Path

# Of Linux: nanoseconds for which this thread ran, and for which it waited for a processor
# (https://docs.kernel.org/scheduler/sched-stats.html).
SCHEDULING = Path("/proc/thread-self/schedstat")
PATIENCE = 300.0  # seconds; a test fails by it, and never waits for it


def wait_until(
    is_so: Callable[[], object], what: Callable[[], str] | str = "", *, pause: float = 0.1
) -> None:
    """Return as soon as it is so.

    Args:
        is_so: asked again and again.
        what: told when it does not come.
        pause: seconds between two looks.

    Raises:
        AssertionError: when patience is at its end.
    """
    end = time.monotonic() + PATIENCE
    while not is_so():
        assert time.monotonic() < end, what if isinstance(what, str) else what()
        time.sleep(pause)


def moment() -> float:
    """Return seconds of a clock that stands still while this thread waits for a processor.

    With it, what must be given up in time is measured as on a machine that does nothing else.
    """
    waited = int(SCHEDULING.read_text().split()[1]) / 1e9 if SCHEDULING.exists() else 0.0
    return time.monotonic() - waited
