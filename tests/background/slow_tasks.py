"""Tasks that take as long as a test wishes, and leave a line for each run in a file."""

import os
import time
from pathlib import Path

from django_tasks import task

from boards.background.models import Heartbeat


@task()
def waits_for(file: str, log: str) -> None:
    """Say that it began, wait until the file is there, write to the database, say that it ended."""
    _note(log, "began")
    while not Path(file).exists():
        time.sleep(0.05)
    Heartbeat.objects.filter(name="written by nobody").exists()
    _note(log, "ended")


def _note(log: str, word: str) -> None:
    with open(log, "a") as lines:
        lines.write(f"{word} {os.getpid()}\n")
