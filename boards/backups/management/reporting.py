"""What the commands of this room share: progress, and sentences in place of tracebacks."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError

from boards.backups.errors import BackupError


@contextmanager
def sentences() -> Iterator[None]:
    """Let a command end with a sentence and exit code 1 when it cannot do its work.

    What `say_on_terminal` shows meanwhile goes away at the end.
    """
    try:
        yield
    except (BackupError, OSError, DatabaseError) as error:
        raise CommandError(str(error).strip()) from error
    finally:
        _clear_terminal()


def say_on_terminal(stage: str) -> None:
    """Show on a terminal what is being done, in place of what was shown before."""
    if sys.stderr.isatty():
        sys.stderr.write(f"\r\x1b[K{stage[:70]}")
        sys.stderr.flush()


def _clear_terminal() -> None:
    if sys.stderr.isatty():
        sys.stderr.write("\r\x1b[K")
