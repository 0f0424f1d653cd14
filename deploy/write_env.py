"""Writes the first .env of an installation: `python3 deploy/write_env.py .env`.

Runs before anything is installed, so it imports only the standard library.
"""

import os
import secrets
import sys
from pathlib import Path

LINES = """\
# Written once by `make run`. docs/settings.md describes these settings and all others.
SECRET_KEY={secret_key}
# On this machine, the port of SITE_URL follows PORT.
PORT={port}
SITE_URL=http://127.0.0.1:{port}
ALLOWED_HOSTS=127.0.0.1,localhost
DATABASE_URL=sqlite:///data/forum.sqlite3
VIEW_COUNTER_URL=database://
# For a first look on this machine. Remove it before others can reach the site.
ADMIN_SECOND_STEP=false
"""


def write_env(path: Path, *, port: str) -> None:
    """Write the settings of a small installation, readable only by its owner.

    Raises FileExistsError rather than overwrite a file.
    """
    text = LINES.format(secret_key=secrets.token_urlsafe(50), port=port)
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(descriptor, "w", encoding="utf-8") as file:
        file.write(text)


if __name__ == "__main__":
    chosen = os.environ.get("PORT") or "8000"
    if not (chosen.isascii() and chosen.isdigit() and 1 <= int(chosen) <= 65_535):
        sys.exit(f"PORT must be a whole number from 1 to 65535, not {chosen}.")
    write_env(Path(sys.argv[1]), port=chosen)
