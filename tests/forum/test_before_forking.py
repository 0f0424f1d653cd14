"""What gunicorn loads before it has workers is what a fork can take along."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
VIEWS, SERVED = "boards.posts.reading.views", "forum.wsgi"
LOAD = """
import json, os, runpy, sys, threading
from types import SimpleNamespace
conf = runpy.run_path("deploy/gunicorn.conf.py")
files = set(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else set()
application = SimpleNamespace(app_uri=sys.argv[1])
conf["on_starting"](SimpleNamespace(app=application, cfg=SimpleNamespace(bind=["fd://3"])))
connections = []
if "django.db" in sys.modules:
    from django.db import connections
    connections = connections.all() if sys.argv[1] == "forum.wsgi" else []
print(json.dumps({
    "threads": threading.active_count(),
    "connections": [each.connection is not None for each in connections],
    "modules": [name for name in sys.argv[2:] if name in sys.modules],
    "files": len(set(os.listdir("/proc/self/fd")) - files) if files else 0,
}))
"""


def loaded(application: str = SERVED, **environment: str) -> Any:
    """Return what is there in a process of gunicorn before it has workers for an application."""
    told = subprocess.run(
        [sys.executable, "-c", LOAD, application, VIEWS, SERVED],
        cwd=PROJECT,
        env={
            "PATH": os.environ["PATH"],
            "ENV_FILE": "",
            "SECRET_KEY": "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRST",
            "SITE_URL": "http://127.0.0.1:8000",
            **environment,
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(told.stdout.splitlines()[-1])


def test_no_thread_no_connection_and_no_file_is_open_when_workers_are_forked(
    tmp_path: Path,
) -> None:
    there = loaded(DATABASE_URL=f"sqlite:///{tmp_path}/db.sqlite3")
    assert there["threads"] == 1
    assert not any(there["connections"])
    assert there["files"] == 0
    assert not (tmp_path / "db.sqlite3").exists()


def test_the_views_are_imported_and_nothing_is_started() -> None:
    assert loaded(DATABASE_URL="sqlite://:memory:")["modules"] == [VIEWS]


def test_a_database_that_is_away_does_not_keep_it_from_loading() -> None:
    url = "postgres://forum:forum@127.0.0.1:1/forum"
    assert not any(loaded(DATABASE_URL=url)["connections"])


def test_another_application_is_left_alone() -> None:
    assert loaded("another.application:app", DATABASE_URL="sqlite://:memory:")["modules"] == []
