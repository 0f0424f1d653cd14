"""Runs gunicorn: the site and the floors beside it."""

import http.client
import socket
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import psutil

from benchmarks.environment import HOST, PROJECT

START_SECONDS = 60
STOP_SECONDS = 15
SETTLE_SECONDS = 60
LOG_SHOWN = 4_000  # characters of its end


class Server:
    """One gunicorn with the project's own configuration, on a free port of the loopback interface.

    `with Server(…) as server:` starts it and ends it, whatever happens inside.

    Attributes:
        url: where it answers, without a closing slash.
    """

    def __init__(
        self,
        application: str,
        *,
        environment: Mapping[str, str],
        log: Path,
        ready_path: str,
        options: Sequence[str] = (),
    ) -> None:
        self._command = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
        self._command += [*options, application]
        self._environment = environment
        self._log = log
        self._ready_path = ready_path
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self._process: subprocess.Popen[bytes] | None = None
        self._port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self._port}"

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
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*self._command, f"--bind=fd://{descriptor}"],
                cwd=PROJECT,
                env=self._environment,
                pass_fds=[descriptor],
                stdout=log,
                stderr=log,
                # Ctrl-C ends it through this program, after the load.
                start_new_session=True,
            )
        try:
            self._wait_until_ready()
        except BaseException:
            self._end()
            raise

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it and all its workers."""
        self._end()

    @property
    def port(self) -> int:
        """Of the loopback interface; the same after each start."""
        return self._port

    def kill(self) -> None:
        """Kill all its processes at once; its socket goes on taking connections."""
        if self._process is not None:
            for process in self._family():
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
                raise RuntimeError(f"gunicorn no longer answers:\n{self._end_of_log()}")

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and self._process and self._process.poll() is None:
            if self._answers(within=5):
                return
            time.sleep(0.1)
        raise RuntimeError(f"gunicorn did not start:\n{self._end_of_log()}")

    def _end_of_log(self) -> str:
        return self._log.read_text(errors="replace")[-LOG_SHOWN:]

    def _answers(self, *, within: float) -> bool:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=within)
        try:
            connection.request("GET", self._ready_path, headers={"Host": HOST})
            return connection.getresponse().status == http.HTTPStatus.OK
        except OSError:
            return False
        finally:
            connection.close()

    def _family(self) -> list[psutil.Process]:
        if self._process is None:
            return []
        first = psutil.Process(self._process.pid)
        return [first, *first.children(recursive=True)]

    def _end(self) -> None:
        self._socket.close()
        if self._process is None or self._process.poll() is not None:
            return
        family = self._family()
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            for process in family:
                process.kill()
            self._process.wait()
