"""Runs management commands and functions on the site that is measured."""

import json
import subprocess
import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Any

from benchmarks.environment import PROJECT, without_background_work


class CommandFailed(RuntimeError):
    """A management command ended with an error; says what it wrote."""


def manage(*arguments: str, environment: Mapping[str, str]) -> None:
    """Run a management command that shows its own progress.

    Raises:
        CommandFailed: when it fails; it has said why.
    """
    done = subprocess.run(_command(*arguments), cwd=PROJECT, env=environment, check=False)
    if done.returncode:
        raise CommandFailed(f"manage.py {' '.join(arguments)} failed.")


def ask(
    function: str,
    *arguments: Any,
    environment: Mapping[str, str],
    is_alone: bool = True,
) -> Any:
    """Call a function with the site's settings and models, and return what it returns.

    It runs in a process of its own. What goes in and out is as JSON has it.

    Args:
        function: as `module.name` within `benchmarks`.
        is_alone: whether the process does nothing else; if not, its views are rolled up and its
            tasks done meanwhile, as in a web process.

    Raises:
        CommandFailed: when it fails.
    """
    done = subprocess.run(
        shell(f"from benchmarks.managing import call; call({function!r})"),
        cwd=PROJECT,
        env=without_background_work(environment) if is_alone else environment,
        check=False,
        capture_output=True,
        text=True,
        input=json.dumps(arguments),
    )
    if done.returncode:
        raise CommandFailed(f"{function}\n{done.stderr}")
    return json.loads(done.stdout)


def call(function: str) -> None:
    """Be the other side of `ask`."""
    module, _, name = function.rpartition(".")
    arguments = json.load(sys.stdin)
    json.dump(getattr(import_module(f"benchmarks.{module}"), name)(*arguments), sys.stdout)


def shell(code: str) -> list[str]:
    """Return the command that runs some Python with the site's settings and models."""
    return _command("shell", "--no-imports", "--command", code)


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "manage.py", *arguments]
