"""The environment of the site that is measured: as the README says for production."""

import os
import secrets
from collections.abc import Mapping
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
CACHE = PROJECT / "benchmarks" / ".cache"
HOST = "board.example.org"
# Of the environment around; the rest could hold settings of a site of one's own.
KEPT = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")
# A few programs here ask more often than any person may.
NO_LIMITS = " ".join(
    f"{action}.{who}=off"
    for action in ("publish", "comment", "search", "suggest")
    for who in ("members", "new", "guests")
)
SECRET_KEY = secrets.token_urlsafe(50)  # one for the run: sessions are made before the site starts


def production(database_url: str) -> dict[str, str]:
    """Return the variables of the README's production site, behind one proxy that ends TLS.

    The load generator plays the proxy. Nothing is taken from `.env` or from settings around.
    """
    return {
        **{name: value for name, value in os.environ.items() if name in KEPT},
        "ENV_FILE": "",
        "SECRET_KEY": SECRET_KEY,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": database_url,
        "TRUSTED_PROXIES": "1",
        "EMAIL_URL": "smtp://127.0.0.1:9",  # nobody is sent a letter
        "LIMITS": NO_LIMITS,
        "STATIC_ROOT": str(CACHE / "static"),
        "MEDIA_ROOT": str(CACHE / "media"),
    }


def without_background_work(environment: Mapping[str, str]) -> dict[str, str]:
    """Return the variables of a process that does nothing but what it is asked for."""
    return {**environment, "TASK_WORKER": "external", "VIEW_ROLL_UP_INTERVAL": "0"}
