"""Says on which port the site listens: `port.py`, or `port.py --free` to see whether it may.

Reads PORT as gunicorn does. With `--free` it prints nothing when nobody listens there.
"""

import errno
import socket
import sys
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT))


def main() -> int:
    """Print the port, or one sentence on standard error when it is wrong or taken."""
    from django.core.exceptions import ImproperlyConfigured

    from forum import environment

    try:
        environment.load_env_file(PROJECT)
        port = environment.whole_number("PORT", default=8000, at_least=1, at_most=65_535)
    except ImproperlyConfigured as error:
        sys.stderr.write(f"{error}\n")
        return 1
    if "--free" not in sys.argv[1:]:
        sys.stdout.write(f"{port}\n")
        return 0
    reason = why_not(port, another="make run PORT={port}")
    if reason:
        sys.stderr.write(f"{reason}\n")
    return 1 if reason else 0


def why_not(port: int, *, another: str) -> str:
    """Return why the site cannot listen on a port of this machine; nothing when it can.

    Args:
        another: how to choose another port, `{port}`.
    """
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            other = another.format(port=port + 1 if port < 65_535 else 8000)
            return f"Port {port} is in use. Choose another one: {other}"
        other = another.format(port=8000)
        return f"Port {port} cannot be used: {error.strerror}. Choose another one: {other}"
    return ""


if __name__ == "__main__":
    sys.exit(main())
