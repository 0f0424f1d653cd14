"""What must hold for the site to serve, and what an operator wants to know beside it.

The database (it is written to), its migrations and the disks decide whether the site is ready. The
ages of the queue, of the roll-up and of the search index say what is late; pages are served
meanwhile.
"""

import os
import shutil
import socket
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db import Error, connection
from django.utils import timezone

from boards.background.models import Heartbeat
from boards.background.queueing import oldest_due_task
from boards.counters.roll_up import oldest_view_to_add
from boards.letters.models import oldest_waiting_letter
from boards.search.index.indexing import newest_post_is_indexed
from forum.schema import missing_migrations, schema_problems

SECONDS_BETWEEN_WRITES = 5.0
MIN_FREE_BYTES = 100 * 1024 * 1024  # of a disk: an upload and its copies still fit
MAX_TOLD = 50  # of what is wrong with the schema
STYLESHEET = "css/site.css"
LATE = {"queue": 300.0, "roll_up": 60.0, "letter": 600.0}  # seconds

_next_write = 0.0

Facts = dict[str, Any]


def readiness() -> Facts:
    """Check everything; a check that fails does not keep the others from being made."""
    deciding = {"database": _database, "migrations": _migrations, "disk": _disk}
    telling = {"queue": _queue, "roll_up": _roll_up, "index": _index}
    checks = {name: _timed(check) for name, check in deciding.items()}
    is_ready = all(facts["ok"] for facts in checks.values())
    if checks["database"]["ok"]:
        checks |= {name: _timed(check) for name, check in telling.items()}
    return {"ready": is_ready, "checks": checks}


def _timed(check: Callable[[], Facts]) -> Facts:
    began = time.perf_counter()
    try:
        facts = check()
    except (Error, OSError) as error:
        # The message may hold the name of a host or a path.
        facts = {"ok": False, "error": type(error.__cause__ or error).__name__}
    return {**facts, "milliseconds": round(1000 * (time.perf_counter() - began), 1)}


def _database() -> Facts:
    """Write, but not for each of the many that ask."""
    global _next_write
    if time.monotonic() < _next_write:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return {"ok": True}
    Heartbeat.objects.update_or_create(
        name=f"readyz {socket.gethostname()}"[:100], defaults={"beat_at": timezone.now()}
    )
    _next_write = time.monotonic() + SECONDS_BETWEEN_WRITES
    return {"ok": True}


def _migrations() -> Facts:
    """Look for the names that a database keeps of them, and for what they made."""
    missing, problems = missing_migrations(connection), schema_problems(connection)
    return {"ok": not (missing or problems), "missing": missing, "schema": problems[:MAX_TOLD]}


def _disk() -> Facts:
    folders = [_existing(folder) for folder in _folders()]
    free = min(shutil.disk_usage(folder).free for folder in folders)
    closed = [folder for folder in folders if not os.access(folder, os.W_OK | os.X_OK)]
    facts: Facts = {"free_bytes": free, "writable": not closed, "static": _has_static_files()}
    return {"ok": free >= MIN_FREE_BYTES and not closed and facts["static"], **facts}


def _has_static_files() -> bool:
    """Say whether `collectstatic` has run: without what it writes no page can be made."""
    try:
        staticfiles_storage.url(STYLESHEET)
    except ValueError:
        return False
    return True


def _folders() -> list[Path]:
    folders = [Path(settings.MEDIA_ROOT)]
    if connection.vendor == "sqlite":
        folders.append(Path(connection.settings_dict["NAME"]).parent)  # of one in memory: here
    return folders


def _existing(folder: Path) -> Path:
    """Return the folder, or the nearest one above it: uploads make theirs with the first file."""
    return folder if folder.exists() else _existing(folder.parent)


def _queue() -> Facts:
    """Tell of tasks, and of letters, which are no due tasks while the mail server is away."""
    tasks, letters = _aged("queue", oldest_due_task()), _aged("letter", oldest_waiting_letter())
    return {
        **tasks,
        "ok": tasks["ok"] and letters["ok"],
        "letter_age_seconds": letters["age_seconds"],
    }


def _roll_up() -> Facts:
    return _aged("roll_up", oldest_view_to_add())


def _aged(name: str, since: datetime | None) -> Facts:
    age = (timezone.now() - since).total_seconds() if since else 0.0
    return {"ok": age < LATE[name], "age_seconds": round(max(0.0, age), 1)}


def _index() -> Facts:
    return {"ok": newest_post_is_indexed()}
