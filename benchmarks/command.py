"""What all the commands here have in common: what they need, how they end, what they are told."""

import argparse
import os
import shutil
import signal
import sys
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from platform import python_version
from typing import Any

import django

from benchmarks.databases import ENGINES
from benchmarks.load import CONNECTIONS, THREADS

INTERRUPTED = 130  # exit code, as shells know it
UNABLE = 2
BUSY = 0.5  # of a core's time that other programs took in the last minute

MISSING = (
    "This needs {0}, which this machine does not have. "
    "On Debian and Ubuntu: apt-get install {0}. On macOS: brew install {0}."
)
FOREIGN_DATABASE = (
    "DATABASE_URL is set. Benchmarks fill databases of their own and write to no other; "
    "run this without that variable, so that nobody mistakes what it does."
)

Options = argparse.Namespace
Work = Callable[[Options], bool | None]
Main = Callable[..., int]


def command(
    name: str, description: str, *, obstacle: Callable[[], str] = str, **arguments: Any
) -> Callable[[Work], Main]:
    """Make a function a command: called with the command line, it returns the exit code.

    That is 1 when the function failed or returned False, and 2 when there is an obstacle: what
    prevents it from running here, as a sentence. The arguments are those of the command line, by
    name, each as `ArgumentParser.add_argument` takes it.
    """
    parser = argparse.ArgumentParser(prog=f"make {name}", description=description)
    for argument, options in arguments.items():
        parser.add_argument(f"--{argument}", **options)

    def decorated(work: Work) -> Main:
        @wraps(work)
        def main(given: Sequence[str] | None = None) -> int:
            options = parser.parse_args(given)
            if what := obstacle():
                sys.stderr.write(f"{what}\n")
                return UNABLE
            return _exit_code(work, options)

        return main

    return decorated


def needs(*programs: str) -> Callable[[], str]:
    """Return what names the programs that are missing, or a database that is not ours."""

    def obstacle() -> str:
        missing = " ".join(name for name in programs if not shutil.which(name))
        if missing:
            return MISSING.format(missing)
        return FOREIGN_DATABASE if os.environ.get("DATABASE_URL") else ""

    return obstacle


def choice_of(known: Sequence[str], **options: Any) -> Mapping[str, Any]:
    """Return an argument that takes some of the known names, all of them unless told otherwise."""

    def parsed(text: str) -> tuple[str, ...]:
        names = tuple(text.replace(",", " ").split())
        if unknown := ", ".join(set(names) - set(known)):
            raise argparse.ArgumentTypeError(f"{unknown}: choose from {', '.join(known)}")
        return names

    return {"type": parsed, "default": known, **options}


def sizes(text: str) -> list[int]:
    """Read numbers of posts from the command line."""
    return sorted({int(size) for size in text.replace(",", " ").split()})


DATABASES = choice_of(ENGINES, help="sqlite, postgres or both")
QUICK = {
    "action": "store_true",
    "help": "short; writes results/quick.json and leaves the document alone",
}


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


def _exit_code(work: Work, options: Options) -> int:
    for number in (signal.SIGTERM, signal.SIGHUP):  # they end the servers as Ctrl-C does
        signal.signal(number, signal.default_int_handler)
    try:
        return 1 if work(options) is False else 0
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was generated remains, and the next run goes on.\n")
        return INTERRUPTED
    except RuntimeError as error:
        sys.stderr.write(f"{error}\n")
        return 1


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, "unknown")
