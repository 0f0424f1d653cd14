"""`make drill`: what members lose when things break under load, in figures."""

import argparse
import sys
from collections.abc import Sequence

from benchmarks import bench
from benchmarks.databases import ENGINES
from benchmarks.drill.running import drill
from benchmarks.managing import CommandFailed

CLIENTS = 16


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the drill on each database; return the exit code, 1 when one did not pass.

    Args:
        arguments: of the command line, without the program's name.
    """
    parser = argparse.ArgumentParser(prog="make drill", description=__doc__)
    parser.add_argument("--databases", type=bench.engines, default=ENGINES)
    parser.add_argument("--clients", type=int, default=CLIENTS, help="who write at once, up to 64")
    options = parser.parse_args(arguments)
    bench.end_as_ctrl_c_does()
    is_passed = True
    try:
        for engine in options.databases:
            findings = drill(engine, clients=options.clients)
            sys.stdout.write(findings.as_text())
            is_passed = is_passed and findings.passes
    except KeyboardInterrupt:
        return bench.INTERRUPTED
    except (CommandFailed, RuntimeError) as error:
        sys.stderr.write(f"{error}\n")
        return 1
    return 0 if is_passed else 1


if __name__ == "__main__":
    sys.exit(main())
