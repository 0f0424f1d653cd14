"""Runs nginx before the nodes, with the example of `deploy/`."""

import re
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.servers import Running, free_port, listening
from benchmarks.site import PROJECT

EXAMPLE = PROJECT / "deploy" / "nginx.conf"
KINDS = ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")  # of temporary files


@contextmanager
def nginx_before(nodes: Sequence[str]) -> Iterator[Running]:
    """Run nginx on a free port of the loopback interface, before nodes with these URLs.

    All but the IP addresses and the certificates is as in the example: TLS is left to the client.
    Raises RuntimeError with its log when it does not answer.
    """
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="forum-bench-nginx-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # for the workers, when nginx is started by root
        file, log = folder / "nginx.conf", folder / "error.log"
        file.write_text(rendered(EXAMPLE.read_text(), nodes=nodes, port=port, folder=folder))
        command = ["nginx", "-p", name, "-c", str(file), "-e", str(log)]
        command += ["-g", f"daemon off; pid {folder}/pid;"]
        with listening(command, port=port, log=log) as pid:
            yield Running(f"http://127.0.0.1:{port}", pid)


def rendered(example: str, *, nodes: Sequence[str], port: int, folder: Path) -> str:
    """Return the example with these nodes, on this port, without TLS and without the redirect."""

    def upstream(lines: re.Match[str]) -> str:
        places = (node.removeprefix("http://") for node in nodes)
        return "".join(f"{lines[1]}{place}{lines[2]}" for place in places)

    text = re.sub(r"(?:^( +server )[\d.]+:\d+( .*;\n))+", upstream, example, flags=re.MULTILINE)
    text = re.sub(r"^ +ssl_certificate.*;\n", "", text, flags=re.MULTILINE)
    text = text.replace("listen 443 ssl http2;", f"listen 127.0.0.1:{port};")
    text = text.replace("listen 80;", f"listen unix:{folder}/redirect.sock;")
    places = "".join(f"    {kind}_temp_path {folder}/{kind};\n" for kind in KINDS)
    return text.replace("http {\n", f"http {{\n{places}", 1)
