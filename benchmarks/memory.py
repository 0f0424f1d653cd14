"""How much memory processes take. Linux only."""

from collections.abc import Iterable
from pathlib import Path

KIB_OF_A_MB = 1024


def largest_pss(pids: Iterable[int]) -> float:
    """Return the memory of the largest of these processes in MB; 0 when none lives.

    PSS: its own memory, and its part of what it shares with others.
    """
    return max((_pss(pid) for pid in pids), default=0.0)


def _pss(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # a worker whose time was up
    return next(int(line.split()[1]) / KIB_OF_A_MB for line in lines if line.startswith("Pss:"))
