"""Runs gunicorn: the site and the floors beside it."""

import http.client
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Self

import psutil

from benchmarks import processes
from benchmarks.environment import HOST, PROJECT

SETTLE_SECONDS = 60


class Server:
    """One gunicorn with the project's own configuration, on a free port of the loopback interface.

    `with Server(…) as server:` starts it and ends it, whatever happens inside.

    Attributes:
        port: of the loopback interface; the same after each start.
        url: where it answers, without a closing slash.
    """

    def __init__(
        self,
        application: str = "forum.wsgi",
        *,
        environment: Mapping[str, str],
        log: Path,
        ready_path: str = "/readyz",
        options: Sequence[str] = (),
    ) -> None:
        self._command = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
        self._command += [*options, application]
        self._environment = environment
        self._log = log
        self._ready_path = ready_path
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self._process: subprocess.Popen[bytes] | None = None
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def start(self) -> None:
        """Start it, again if it was killed, and wait until it answers.

        Raises:
            RuntimeError: with its log, when it does not.
        """
        descriptor = self._socket.fileno()
        self._process = processes.started(
            [*self._command, f"--bind=fd://{descriptor}"],
            log=self._log,
            answers=lambda: self._answers(within=5),
            cwd=PROJECT,
            env=self._environment,
            pass_fds=[descriptor],
        )

    def __exit__(self, *error: object) -> None:
        """End it and all its workers."""
        self._socket.close()
        if self._process is not None:
            processes.end(self._process)

    def kill(self) -> None:
        """Kill all its processes at once; its socket goes on taking connections."""
        if self._process is not None:
            for process in processes.family(self._process.pid):
                process.kill()
            self._process.wait()

    @property
    def worker_pids(self) -> list[int]:
        """The process ids of the web workers that live at this moment."""
        if self._process is None:
            return []
        return [child.pid for child in psutil.Process(self._process.pid).children()]

    def settle(self) -> None:
        """Wait until the requests are done whose senders left when a load was over.

        gunicorn does not notice that they left; slow pages would take the time of the next load.

        Raises:
            RuntimeError: when it no longer answers.
        """
        for _ in self.worker_pids:  # each may have another request in its hands
            if not self._answers(within=SETTLE_SECONDS):
                raise RuntimeError(f"gunicorn no longer answers:\n{processes.end_of(self._log)}")

    def _answers(self, *, within: float) -> bool:
        headers = {"Host": HOST}
        try:
            status, _, _ = processes.answer(
                self.port, self._ready_path, headers=headers, within=within
            )
        except OSError:
            return False
        return status == http.HTTPStatus.OK
