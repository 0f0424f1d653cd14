"""The real site: gunicorn with its own configuration, workers and database."""

import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psutil

from tests.migrated_database import copy_to_sqlite, postgres_template
from tests.postgres import create_database, drop_database
from tests.site_python import SitePython, manage
from tests.waiting import PATIENCE
from tests.with_parent import ends_with_parent

BASE_DIR = Path(__file__).resolve().parent.parent
STOP_SECONDS = 90  # as long as systemd gives a service (DefaultTimeoutStopSec)


class LiveSite:
    """One site on a free port of the loopback interface.

    Attributes:
        url: where it answers, without a closing slash.
        environment: the variables of its processes.
        log: the file that holds everything its processes wrote.
    """

    def __init__(self, *, folder: Path, static_root: Path, environment: dict[str, str]) -> None:
        # The test holds the socket, so a site that starts again has the same address, and no
        # other program can take it meanwhile.
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=2048)
        self._socket.set_inheritable(True)
        self._process: subprocess.Popen[bytes] | None = None
        self._server_url = ""
        self._has_own_database = "DATABASE_URL" not in environment
        self.url = f"http://127.0.0.1:{self._socket.getsockname()[1]}"
        self.log = folder / f"live-site-{secrets.token_hex(4)}.log"
        self.environment = {
            **os.environ,
            "SITE_URL": self.url,
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "DATABASE_URL": self._fresh_database_url(folder)
            if self._has_own_database
            else environment["DATABASE_URL"],
            "STATIC_ROOT": str(static_root),
            "MEDIA_ROOT": str(folder / f"media-{secrets.token_hex(4)}"),
            "LOG_LEVEL": "INFO",
            "WEB_CONCURRENCY": "2",
            "VIEW_ROLL_UP_INTERVAL": "1",
            **{name: str(value) for name, value in environment.items()},
        }

        self._python = SitePython(self.environment)

    def prepare(self) -> None:
        """Make the tables; a database that is the site's own becomes a copy that has them."""
        if not self._has_own_database:
            self.manage("migrate", "--verbosity=0")
        elif self._server_url:
            drop_database(self.environment["DATABASE_URL"], server_url=self._server_url)
            template = postgres_template(self._server_url)
            url = create_database(self._server_url, template=template)
            self.environment["DATABASE_URL"] = url
        else:
            copy_to_sqlite(Path(self.environment["DATABASE_URL"].removeprefix("sqlite:///")))

    def manage(self, *arguments: str) -> str:
        """Run a management command on this site and return what it printed; raise if it fails."""
        return self._python.manage(*arguments)

    def run_python(self, code: str) -> str:
        """Run some Python with this site's settings and models; return what it printed."""
        return self.manage("shell", "--no-imports", "--command", code)

    def running_python(self, code: str) -> subprocess.Popen[str]:
        """Begin to run some Python as `run_python` does; with pipes to speak to it."""
        return subprocess.Popen(
            [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
            cwd=BASE_DIR,
            env=self.environment,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def start(self) -> None:
        """Start gunicorn and return when the site is ready; raise with its log when it is not."""
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "gunicorn", "--config=deploy/gunicorn.conf.py"]
                + [f"--bind=fd://{self._socket.fileno()}", "forum.wsgi"],
                cwd=BASE_DIR,
                env=self.environment,
                pass_fds=[self._socket.fileno()],
                stdout=log,
                stderr=log,
                preexec_fn=ends_with_parent(),
            )
        self._wait_until_ready()

    def stop(self) -> None:
        """Stop gunicorn as a service manager does, and kill it when it takes too long."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.kill()
        self._process = None

    def kill(self) -> None:
        """End gunicorn and every worker with SIGKILL, as when the machine loses power."""
        if self._process is None:
            return
        family = [*psutil.Process(self._process.pid).children(recursive=True), self._process]
        for process in family:
            process.kill()
        self._process.wait()
        self._process = None

    @property
    def worker_pids(self) -> list[int]:
        """The process ids of the web workers that live at this moment."""
        if self._process is None:
            return []
        return [child.pid for child in psutil.Process(self._process.pid).children()]

    def remove(self) -> None:
        """Stop the site and drop its database."""
        self.stop()
        self._python.end()
        self._socket.close()
        if self._server_url:
            drop_database(self.environment["DATABASE_URL"], server_url=self._server_url)

    def _fresh_database_url(self, folder: Path) -> str:
        if os.environ["FORUM_TESTS_ENVIRONMENT"] == "sqlite":
            return f"sqlite:///{folder}/live-{secrets.token_hex(4)}.sqlite3"
        self._server_url = os.environ["DATABASE_URL"]
        return create_database(self._server_url)

    def _wait_until_ready(self) -> None:
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            if self._process is None or self._process.poll() is not None:
                break
            try:
                with urllib.request.urlopen(f"{self.url}/readyz", timeout=5):  # noqa: S310
                    return
            except (urllib.error.URLError, TimeoutError, ConnectionError):
                time.sleep(0.1)
        raise RuntimeError(f"The live site did not start:\n{self.log.read_text()}")


@contextmanager
def running(site: LiveSite) -> Iterator[LiveSite]:
    """Make the tables, start the site, and remove it after the block."""
    try:
        site.prepare()
        site.start()
        yield site
    finally:
        site.remove()


def collected_static_files(folder: Path) -> Path:
    """Collect the static files into the folder, as a release does, and return the folder."""
    manage(
        "collectstatic",
        "--no-input",
        "--verbosity=0",
        environment={**os.environ, "STATIC_ROOT": str(folder)},
    )
    return folder
