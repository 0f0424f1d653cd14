"""What all the commands here have in common: what they need, how they end, what they are told."""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from types import FrameType

import django

from benchmarks.databases import ENGINES
from benchmarks.environment import production
from benchmarks.load import CONNECTIONS, THREADS
from benchmarks.managing import manage

INTERRUPTED = 130  # exit code, as shells know it
UNABLE = 2
BUSY = 0.5  # of a core's time that other programs took in the last minute


def run(
    work: Callable[[argparse.Namespace], bool | None],
    parser: argparse.ArgumentParser,
    arguments: Sequence[str] | None,
    *,
    obstacle: Callable[[], str] = str,
) -> int:
    """Do the work of a command, and return its exit code: 1 when it failed or returned False.

    Args:
        arguments: of the command line, without the program's name.
        obstacle: says what keeps the command from running here; empty when nothing does.
    """
    options = parser.parse_args(arguments)
    if what := obstacle():
        sys.stderr.write(f"{what}\n")
        return UNABLE
    for number in (signal.SIGTERM, signal.SIGHUP):  # they end the servers as Ctrl-C does
        signal.signal(number, _interrupt)
    try:
        return 1 if work(options) is False else 0
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was generated is kept, and the next run goes on.\n")
        return INTERRUPTED
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def without(*programs: str) -> str:
    """Say which of the programs this machine lacks, or that a database is set that is not ours."""
    if missing := " ".join(name for name in programs if not shutil.which(name)):
        return (
            f"This needs {missing}, which this machine does not have. "
            f"On Debian and Ubuntu: apt-get install {missing}. On macOS: brew install {missing}."
        )
    if os.environ.get("DATABASE_URL"):
        return (
            "DATABASE_URL is set. Benchmarks fill databases of their own and write to no other; "
            "run this without that variable, so that nobody mistakes what it does."
        )
    return ""


def choice_of(known: Sequence[str]) -> Callable[[str], tuple[str, ...]]:
    """Return what reads some of the known names from the command line."""

    def read(text: str) -> tuple[str, ...]:
        names = tuple(text.replace(",", " ").split())
        if unknown := set(names) - set(known):
            raise argparse.ArgumentTypeError(
                f"{', '.join(unknown)}: choose from {', '.join(known)}"
            )
        return names

    return read


def sizes(text: str) -> list[int]:
    """Read numbers of posts from the command line."""
    return sorted({int(size) for size in text.replace(",", " ").split()})


def parser_for(name: str, description: str, *, is_short: bool = False) -> argparse.ArgumentParser:
    """Return a parser of `--databases`, and of `--quick` where there is a short form."""
    parser = argparse.ArgumentParser(prog=f"make {name}", description=description)
    parser.add_argument(
        "--databases", type=choice_of(ENGINES), default=ENGINES, help="sqlite, postgres or both"
    )
    if is_short:
        parser.add_argument(
            "--quick",
            action="store_true",
            help="short; writes results/quick.json and leaves the document alone",
        )
    return parser


def collect_static_files(server_url: str) -> None:
    """Make the static files of the site that is measured; `server_url` is that of SQLite."""
    environment = production(f"{server_url}/empty.sqlite3")
    manage("collectstatic", "--no-input", "--verbosity=0", environment=environment)


def machine() -> str:
    """Return a sentence about this machine, and warn when it is busy."""
    cores, load = os.cpu_count() or 1, os.getloadavg()[0]
    if load > BUSY:
        sys.stderr.write(
            f"Other programs keep this machine busy (load {load:.1f}): "
            "the figures will be too low, and spread.\n"
        )
    return (
        f"Measured on {datetime.now(UTC):%Y-%m-%d}: {cores} cores ({_processor()}), load "
        f"{load:.1f} before it began, Python {python_version()}, Django {django.__version__}, "
        f"`wrk -t{THREADS} -c{CONNECTIONS}` on the same machine."
    )


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt
