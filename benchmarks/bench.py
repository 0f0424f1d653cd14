"""`make bench` and `make bench-quick`."""

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from platform import python_version
from types import FrameType

import django

from benchmarks.databases import ENGINES, prepared, servers
from benchmarks.environment import production
from benchmarks.load import CONNECTIONS, THREADS, LoadFailed, is_installed
from benchmarks.managing import CommandFailed, manage
from benchmarks.report import RESULTS, Row, as_text, write_document, write_json
from benchmarks.rounds import Extent, measured

FULL, QUICK = Extent(rounds=3, seconds=5), Extent(rounds=2, seconds=2)
INTERRUPTED = 130  # exit code, as shells know it
BUSY = 0.5  # of a core's time that other programs took in the last minute

NO_WRK = (
    "make bench needs wrk, which this machine does not have. "
    "On Debian and Ubuntu: apt-get install wrk. On macOS: brew install wrk."
)
OWN_DATABASES = (
    "DATABASE_URL is set. make bench fills databases of its own and writes to no other; "
    "run it without that variable, so that nobody mistakes what it does."
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, and return the exit code.

    Args:
        arguments: of the command line, without the program's name.
    """
    options = _parser().parse_args(arguments)
    if obstacle := _obstacle():
        sys.stderr.write(f"{obstacle}\n")
        return 2
    stop_as_ctrl_c_does()
    try:
        _bench(options)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was generated is kept, and the next run goes on.\n")
        return INTERRUPTED
    except (CommandFailed, LoadFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0


def stop_as_ctrl_c_does() -> None:
    """Let `kill` and a closed terminal end the servers too."""
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _interrupt)


def _bench(options: argparse.Namespace) -> None:
    described = machine()
    extent = QUICK if options.quick else FULL
    rows: list[Row] = []
    with servers(options.databases) as server_urls:
        collect_static_files(server_urls["sqlite"])
        for engine in options.databases:
            for posts in options.posts:
                database = prepared(engine, posts, server_url=server_urls[engine])
                sys.stderr.write(f"{engine}, {posts:,} posts\n")
                rows += measured(database, extent)
    sys.stdout.write(as_text(rows, machine=described))
    if options.quick:
        write_json(rows, RESULTS / "quick.json")
    else:
        write_json(rows, RESULTS / "latest.json")
        write_document(rows, machine=described)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make bench", description="Measure the site's speed.")
    parser.add_argument(
        "--posts", type=_sizes, default=[100_000, 1_000_000], help="sizes, with commas between"
    )
    parser.add_argument(
        "--databases", type=_engines, default=ENGINES, help="sqlite, postgres or both"
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="short rounds; writes results/quick.json and leaves the document alone",
    )
    return parser


def _sizes(text: str) -> list[int]:
    return sorted({int(size) for size in text.replace(",", " ").split()})


def _engines(text: str) -> tuple[str, ...]:
    engines = tuple(text.replace(",", " ").split())
    if unknown := set(engines) - set(ENGINES):
        raise argparse.ArgumentTypeError(f"{', '.join(unknown)}: choose from {', '.join(ENGINES)}")
    return engines


def _obstacle() -> str:
    if not is_installed():
        return NO_WRK
    if os.environ.get("DATABASE_URL"):
        return OWN_DATABASES
    return ""


def collect_static_files(server_url: str) -> None:
    """Collect them as a release does; the URL is that of a folder for SQLite."""
    environment = production(f"{server_url}/empty.sqlite3")
    manage("collectstatic", "--no-input", "--verbosity=0", environment=environment)


def machine() -> str:
    """Describe the machine in a line, and warn when others keep it busy."""
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
