"""The site that is measured: its settings, and what is run with them in processes of their own."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string

PROJECT = Path(__file__).resolve().parent.parent
CACHE = PROJECT / "benchmarks" / ".cache"
HOST = "board.example.org"
# Of the environment around; the rest could hold settings of a site of one's own.
INHERITED = ("HOME", "LANG", "LC_ALL", "PATH", "TMPDIR")
# A few programs here send more requests than any person may.
NO_LIMITS = " ".join(
    f"{action}.{who}=off"
    for action in ("publish", "comment", "search", "suggest")
    for who in ("members", "new", "guests")
)
SECRET_KEY = secrets.token_urlsafe(50)  # one for the run: sessions are made before the site starts
WITHOUT_BACKGROUND_WORK = {"TASK_WORKER": "external", "VIEW_ROLL_UP_INTERVAL": "0"}


class CommandFailed(RuntimeError):
    """A management command ended with an error; says what it wrote."""


def production(database_url: str) -> dict[str, str]:
    """Return the variables of the README's production site, behind one proxy that ends TLS.

    The load generator plays the proxy. Nothing is taken from `.env` or from settings around.
    """
    return {
        **{name: value for name, value in os.environ.items() if name in INHERITED},
        "ENV_FILE": "",
        "SECRET_KEY": SECRET_KEY,
        "SITE_URL": f"https://{HOST}",
        "DATABASE_URL": database_url,
        "TRUSTED_PROXIES": "1",
        "EMAIL_URL": "smtp://127.0.0.1:9",  # nobody is sent an e-mail
        "LIMITS": NO_LIMITS,
        "STATIC_ROOT": str(CACHE / "static"),
        "MEDIA_ROOT": str(CACHE / "media"),
    }


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a management command that shows its own progress, without background work beside it.

    Raises CommandFailed when it fails; it has said why.
    """
    alone = {**environment, **WITHOUT_BACKGROUND_WORK}
    if subprocess.run(_command(*arguments), cwd=PROJECT, env=alone, check=False).returncode:
        raise CommandFailed(f"manage.py {' '.join(arguments)} failed.")


def prove(environment: Mapping[str, str]) -> None:
    """Prove stored counts, lists, views and the search index against the posts.

    Raises CommandFailed with a sentence for each that is wrong.
    """
    proofs = "boards.backups.verification.failures_of_site"
    if failures := call_inside(proofs, environment=environment):
        raise CommandFailed("\n".join(failures))


def collect_static_files() -> None:
    """Make the static files of the site that is measured."""
    environment = production(f"sqlite:///{CACHE}/empty.sqlite3")
    manage("collectstatic", "--no-input", "--verbosity=0", environment=environment)


def call_inside(
    function: str, *arguments: Any, environment: Mapping[str, str], is_alone: bool = True
) -> Any:
    """Call a function, by its dotted name, with the site's settings and models; return its result.

    It runs in a process of its own, and what goes in and out is as JSON has it. One that is not
    alone rolls views up and does tasks meanwhile, as a web process. Raises CommandFailed.
    """
    done = subprocess.run(
        shell(f"from benchmarks.site import answer_call; answer_call({function!r})"),
        cwd=PROJECT,
        env={**environment, **(WITHOUT_BACKGROUND_WORK if is_alone else {})},
        check=False,
        capture_output=True,
        text=True,
        input=json.dumps(arguments),
    )
    if done.returncode:
        raise CommandFailed(f"{function}\n{done.stderr}")
    return json.loads(done.stdout)


def answer_call(function: str) -> None:
    """Be the other side of `call_inside`."""
    json.dump(import_string(function)(*json.load(sys.stdin)), sys.stdout)


def shell(code: str) -> list[str]:
    """Return the command that runs some Python with the site's settings and models."""
    return _command("shell", "--no-imports", "--command", code)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]
