"""Other sites, on this machine: real servers, which a policy of the tests lets be asked."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from boards.previews.connecting import Policy

HTML = "text/html; charset=utf-8"


@dataclass
class Answer:
    """What a site says at a path; `pieces` come one after the other, each after a pause."""

    content: bytes = b""
    status: int = 200
    media_type: str = HTML
    headers: dict[str, str] = field(default_factory=dict)
    pieces: list[bytes] | None = None
    pause: float = 0.0
    has_length: bool = True


@dataclass
class OtherSite:
    """A running site.

    Attributes:
        answers: what it says, by path; change it at any time.
        asked: the paths that were asked for, with the headers of the last request.
    """

    port: int
    scheme: str = "http"
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    last_headers: dict[str, str] = field(default_factory=dict)

    def address(self, path: str = "/", *, host: str = "news.example") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def policy(self, **changes: object) -> Policy:
        """Every name is this machine, and this machine may be asked."""
        rules: dict[str, object] = {
            "allows": lambda address: True,
            "ports": frozenset([self.port]),
            "resolve": lambda host, seconds: ["127.0.0.1"],
        }
        return Policy(**{**rules, **changes})  # type: ignore[arg-type]


def page(**properties: str) -> bytes:
    """A page with a title and, for each keyword argument, an Open Graph property."""
    metas = "".join(
        f'<meta property="og:{name}" content="{value}">' for name, value in properties.items()
    )
    return f"<!doctype html><html><head>{metas}<title>제목</title></head></html>".encode()


@contextmanager
def running_site(*, certificate: Path | None = None) -> Iterator[OtherSite]:
    """Start a site without answers.

    Args:
        certificate: a PEM file with key and certificate, for HTTPS.
    """

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            site.last_headers = dict(self.headers)
            _send(self, site.answers.get(self.path, Answer(status=404)))

        def log_message(self, *args: object) -> None:
            """Say nothing."""

    server = _Server(("127.0.0.1", 0), Handler)
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    site = OtherSite(server.server_address[1], "https" if certificate else "http")
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Whoever asked may go away in the middle."""


def _send(handler: BaseHTTPRequestHandler, answer: Answer) -> None:
    handler.send_response(answer.status)
    pieces = answer.pieces or [answer.content]
    if answer.media_type:
        handler.send_header("Content-Type", answer.media_type)
    if answer.has_length:
        handler.send_header("Content-Length", str(sum(map(len, pieces))))
    for name, value in answer.headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    stop = threading.Event()
    for piece in pieces:
        handler.wfile.write(piece)
        handler.wfile.flush()
        stop.wait(answer.pause)


@contextmanager
def speaking(talk: Callable[[socket.socket], None]) -> Iterator[OtherSite]:
    """Start a server that does with each connection whatever it wants."""
    listener = socket.create_server(("127.0.0.1", 0))
    over = threading.Event()

    def accept() -> None:
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with connection:
                if over.is_set():
                    return
                try:
                    talk(connection)
                except OSError:
                    continue

    thread = threading.Thread(target=accept, daemon=True)
    thread.start()
    try:
        yield OtherSite(listener.getsockname()[1])
    finally:
        over.set()
        with socket.create_connection(listener.getsockname()):
            pass
        thread.join(timeout=10)
        listener.close()
