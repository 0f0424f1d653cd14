"""A server on loopback that answers as Akismet does, or badly."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs


@dataclass
class SpamService:
    """What it answers, and what it was asked.

    Attributes:
        answer: to whether something is spam.
        waits: seconds before it answers.
    """

    url: str = ""
    answer: bytes = b"false"
    status: int = 200
    waits: float = 0.0
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def questions(self) -> list[str]:
        """The last parts of the paths that were asked for."""
        return [path.rpartition("/")[2] for path, _fields in self.asked]


@contextmanager
def spam_service() -> Iterator[SpamService]:
    """Run the server for as long as the block lasts."""
    service, is_over = SpamService(), threading.Event()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            fields = {name: values[0] for name, values in parse_qs(body).items()}
            service.asked.append((self.path, fields))
            is_over.wait(service.waits)
            self.send_response(service.status)
            self.send_header("Content-Length", str(len(service.answer)))
            self.end_headers()
            self.wfile.write(service.answer)

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    service.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield service
    finally:
        is_over.set()
        server.shutdown()
        thread.join()
        server.server_close()


def closed_port() -> str:
    """Return the URL of a server that is gone."""
    with spam_service() as service:
        url = service.url
    return url
