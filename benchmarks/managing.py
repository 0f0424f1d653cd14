"""Runs management commands on the site that is measured."""

import subprocess
import sys
from collections.abc import Mapping

from benchmarks.environment import PROJECT, without_background_work


class CommandFailed(Exception):
    """A management command ended with an error; says what it wrote."""


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a management command that shows its own progress.

    Raises:
        CommandFailed: when it fails; it has said why.
    """
    done = subprocess.run(_command(arguments), cwd=PROJECT, env=environment, check=False)
    if done.returncode:
        raise CommandFailed(f"manage.py {' '.join(arguments)} failed.")


def answer_of(
    code: str, *, environment: Mapping[str, str], told: str = "", alone: bool = True
) -> str:
    """Run some Python with the site's settings and models; return what it wrote.

    Args:
        told: what it may read from its standard input.
        alone: whether it does nothing but what it is asked for; else its views are rolled up and
            its tasks done meanwhile, as in a web process.

    Raises:
        CommandFailed: when it fails.
    """
    done = subprocess.run(
        _command(("shell", "--no-imports", "--command", code)),
        cwd=PROJECT,
        env=without_background_work(environment) if alone else environment,
        check=False,
        capture_output=True,
        text=True,
        input=told,
    )
    if done.returncode:
        raise CommandFailed(f"{code}\n{done.stderr}")
    return done.stdout


def _command(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "manage.py", *arguments]
