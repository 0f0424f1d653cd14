"""`make drill`: what members lose when things break under load, in figures."""

import sys

from benchmarks.command import DATABASES, Options, command
from benchmarks.drill.running import drill

CLIENTS = {"type": int, "default": 16, "help": "who write at once, up to 64"}


@command("drill", str(__doc__), databases=DATABASES, clients=CLIENTS)
def main(options: Options) -> bool:
    """Run the drill on each database; say whether all passed."""
    is_passed = True
    for engine in options.databases:
        findings = drill(engine, clients=options.clients)
        sys.stdout.write(findings.as_text())
        is_passed = is_passed and findings.passes
    return is_passed


if __name__ == "__main__":
    sys.exit(main())
