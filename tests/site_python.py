"""Management commands of a live site, run in copies of one process that has loaded Django once."""

import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO, Any

from tests.with_parent import ends_with_parent

BASE_DIR = Path(__file__).resolve().parent.parent


class SitePython:
    """Runs commands with the environment of a site, also where that is changed in between."""

    def __init__(self, environment: dict[str, str]) -> None:
        """Take the environment; a process starts with the first command."""
        self._environment = environment
        self._begun_with: dict[str, str] = {}
        self._process: subprocess.Popen[str] | None = None
        self._is_free = threading.Lock()

    def manage(self, *arguments: str) -> str:
        """Run a management command and return what it printed.

        Raises:
            RuntimeError: with what it printed, when it fails.
        """
        if not self._is_free.acquire(blocking=False):  # two at once: each may wait for the other
            return manage(*arguments, environment=self._environment)
        try:
            answer = self._ask(arguments)
        finally:
            self._is_free.release()
        return _checked(arguments, answer["code"], answer["out"], answer["err"])

    def end(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.communicate()
        self._process = None

    def _ask(self, arguments: tuple[str, ...]) -> Any:
        if self._process is None or self._begun_with != self._environment:
            self.end()
            self._begun_with = dict(self._environment)
            self._process = subprocess.Popen(
                [sys.executable, "-m", "tests.site_python"],
                cwd=BASE_DIR,
                env=self._environment,
                text=True,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                preexec_fn=ends_with_parent(),
            )
        sent, answers = self._process.stdin, self._process.stdout
        assert sent is not None and answers is not None
        sent.write(json.dumps(arguments) + "\n")
        sent.flush()
        return json.loads(answers.readline())


def manage(*arguments: str, environment: dict[str, str]) -> str:
    """Run a management command in a process of its own, as `SitePython.manage` does."""
    done = subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=BASE_DIR,
        env=environment,
        check=False,
        capture_output=True,
        text=True,
    )
    return _checked(arguments, done.returncode, done.stdout, done.stderr)


def _checked(arguments: tuple[str, ...], code: int, out: str, err: str) -> str:
    if code:
        raise RuntimeError(f"manage.py {' '.join(arguments)} failed:\n{out}{err}")
    return out


def _serve() -> None:
    """Answer each line, the arguments of a command, with a line that says what became of it."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "forum.settings")
    django.setup()
    for line in sys.stdin:
        with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            copy = os.fork()
            if copy == 0:
                _become_a_command(json.loads(line), out, err)
                return
            _pid, status = os.waitpid(copy, 0)
            code = os.waitstatus_to_exitcode(status)
            answer = {"code": code, "out": _text(out), "err": _text(err)}
            sys.stdout.write(json.dumps(answer) + "\n")
            sys.stdout.flush()


def _become_a_command(arguments: list[str], out: IO[bytes], err: IO[bytes]) -> None:
    """Run a command as `manage.py` does, and leave the rest of the end to Python."""
    import manage as command_line

    with open(os.devnull) as nothing:  # noqa: PTH123
        os.dup2(nothing.fileno(), 0)
    os.dup2(out.fileno(), 1)
    os.dup2(err.fileno(), 2)
    sys.argv = ["manage.py", *arguments]
    command_line.main()


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode(errors="replace")


if __name__ == "__main__":
    _serve()
