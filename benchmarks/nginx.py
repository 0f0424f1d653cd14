"""Runs nginx before the nodes, with the example of `deploy/`."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks import processes
from benchmarks.environment import PROJECT

EXAMPLE = PROJECT / "deploy" / "nginx.conf"


class Nginx(NamedTuple):
    """Where a running nginx answers, without a closing slash, and its master process."""

    url: str
    pid: int


@contextmanager
def nginx_before(nodes: Sequence[str]) -> Iterator[Nginx]:
    """Run nginx on a free port of the loopback interface, before nodes with these URLs.

    All but the addresses and the certificates is as in the example: TLS is left to who asks.

    Raises:
        RuntimeError: with its log, when it does not answer.
    """
    port = processes.free_port()
    with tempfile.TemporaryDirectory(prefix="forum-bench-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the workers, when nginx is started by root
        file, log = folder / "nginx.conf", folder / "error.log"
        file.write_text(rendered(EXAMPLE.read_text(), nodes=nodes, port=port, folder=folder))
        command = ["nginx", "-p", name, "-c", str(file), "-e", str(log)]
        process = processes.started(
            [*command, "-g", f"daemon off; pid {folder}/pid;"],
            log=log,
            answers=lambda: processes.listens(port),
        )
        try:
            yield Nginx(f"http://127.0.0.1:{port}", process.pid)
        finally:
            processes.end(process)


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
