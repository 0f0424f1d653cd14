"""`make drill`: what members lose when things break under load, in figures."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks.command import parser_for, run
from benchmarks.drill.running import drill

CLIENTS = 16


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the drill on each database; return the exit code, 1 when one did not pass.

    Args:
        arguments: of the command line, without the program's name.
    """
    parser = parser_for("drill", str(__doc__))
    parser.add_argument("--clients", type=int, default=CLIENTS, help="who write at once, up to 64")
    return run(_drill, parser, arguments)


def _drill(options: argparse.Namespace) -> bool:
    is_passed = True
    for engine in options.databases:
        findings = drill(engine, clients=options.clients)
        sys.stdout.write(findings.as_text())
        is_passed = is_passed and findings.passes
    return is_passed


if __name__ == "__main__":
    sys.exit(main())
