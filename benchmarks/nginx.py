"""Runs nginx before the nodes, with the example of `deploy/`."""

import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from benchmarks.environment import PROJECT
from benchmarks.servers import STOP_SECONDS

EXAMPLE = PROJECT / "deploy" / "nginx.conf"
START_SECONDS = 10


class Nginx:
    """One nginx on a free port of the loopback interface; `with Nginx(…) as nginx:`.

    All but the addresses and the certificates is as in the example: TLS is left to who asks.

    Attributes:
        url: where it answers, without a closing slash.
    """

    def __init__(self, nodes: Sequence[str]) -> None:
        """Take the URLs of the nodes."""
        self._port = _free_port()
        self._folder = Path(tempfile.mkdtemp(prefix="forum-bench-nginx-"))
        self._folder.chmod(0o755)  # for the workers, when nginx is started by root
        self._configuration = rendered(
            EXAMPLE.read_text(), nodes=nodes, port=self._port, folder=self._folder
        )
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"http://127.0.0.1:{self._port}"

    def __enter__(self) -> Self:
        """Start it; raises RuntimeError with its log when it does not answer."""
        file, log = self._folder / "nginx.conf", self._folder / "error.log"
        file.write_text(self._configuration)
        with log.open("wb") as errors:
            self._process = subprocess.Popen(
                ["nginx", "-p", str(self._folder), "-c", str(file), "-e", str(log)]
                + ["-g", f"daemon off; pid {self._folder}/pid;"],
                stderr=errors,
                start_new_session=True,
            )
        deadline = time.monotonic() + START_SECONDS
        while self._process.poll() is None and time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self._port)) == 0:
                    return self
            time.sleep(0.05)
        written = log.read_text()
        self._end()
        raise RuntimeError(f"nginx did not start:\n{written}")

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """End it."""
        self._end()

    @property
    def pid(self) -> int:
        """The process id of the master; raises RuntimeError when it does not run."""
        if self._process is None:
            raise RuntimeError("nginx does not run.")
        return self._process.pid

    def _end(self) -> None:
        if self._process is not None and self._process.poll() is None:
            self._process.terminate()
            try:
                self._process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.wait()
        shutil.rmtree(self._folder, ignore_errors=True)


def rendered(example: str, *, nodes: Sequence[str], port: int, folder: Path) -> str:
    """Return the example with these nodes, on this port, without TLS and without the redirect."""
    first, *others = re.findall(r"^ +server [\d.]+:\d+ .*;\n", example, re.MULTILINE)
    text = example
    for line in others:
        text = text.replace(line, "")
    text = text.replace(
        first,
        "".join(
            re.sub(r"[\d.]+:\d+", node.removeprefix("http://"), first, count=1) for node in nodes
        ),
    )
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("listen 80;", f"listen unix:{folder}/redirect.sock;")
    text = re.sub(r"^ +ssl_certificate.*;\n", "", text, flags=re.MULTILINE)
    kinds = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    places = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in kinds)
    return text.replace("http {\n", f"http {{\n{places}", 1)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
