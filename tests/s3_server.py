"""A server on the loopback interface that speaks as much of S3 as the site's storage uses."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

BUCKET = "forum-uploads"


class S3Server(ThreadingHTTPServer):
    """Holds objects in memory.

    Attributes:
        objects: content by key.
        acls: the access list that came with each object.
        unsigned: how many requests came without a signature; they are refused.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.acls: dict[str, str] = {}
        self.unsigned = 0

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3Server

    def do_PUT(self) -> None:
        content = self._body()
        if self._is_signed():
            self.server.objects[self._key] = content
            self.server.acls[self._key] = self.headers.get("x-amz-acl", "")
            self._answer(200, headers={"ETag": '"etag"'})

    def do_GET(self) -> None:
        if not self._is_signed():
            return
        if not self._key:
            self._list()
        elif self._key in self.server.objects:
            self._answer(200, self.server.objects[self._key])
        else:
            self._answer(404, b"<Error><Code>NoSuchKey</Code></Error>")

    def do_HEAD(self) -> None:
        if self._is_signed():
            content = self.server.objects.get(self._key)
            self._answer(404 if content is None else 200, content or b"")

    def do_DELETE(self) -> None:
        if self._is_signed():
            self.server.objects.pop(self._key, None)
            self._answer(204)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    @property
    def _key(self) -> str:
        return unquote(urlsplit(self.path).path).removeprefix(f"/{BUCKET}").strip("/")

    def _is_signed(self) -> bool:
        if self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=key/"):
            return True
        self.server.unsigned += 1
        self._answer(403, b"<Error><Code>AccessDenied</Code></Error>")
        return False

    def _body(self) -> bytes:
        if self.headers.get("Expect") == "100-continue":
            self.send_response_only(100)
            self.end_headers()
        content = self.rfile.read(int(self.headers["Content-Length"]))
        if "aws-chunked" not in self.headers.get("Content-Encoding", ""):
            return content
        return b"".join(_chunks(content))

    def _list(self) -> None:
        prefix = parse_qs(urlsplit(self.path).query).get("prefix", [""])[0]
        keys = [key for key in sorted(self.server.objects) if key.startswith(prefix)]
        rows = "".join(f"<Contents><Key>{escape(key)}</Key></Contents>" for key in keys)
        self._answer(
            200,
            f"<ListBucketResult><Name>{BUCKET}</Name><IsTruncated>false</IsTruncated>"
            f"{rows}</ListBucketResult>".encode(),
        )

    def _answer(
        self, status: int, content: bytes = b"", headers: dict[str, str] | None = None
    ) -> None:
        self.send_response(status)
        dated = {"Last-Modified": "Tue, 05 Mar 2024 09:30:00 GMT"}
        for name, value in {**dated, **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(content)


def _chunks(content: bytes) -> Iterator[bytes]:
    """Take apart a body that comes in pieces, with a check sum behind the last."""
    while content:
        size, content = content.split(b"\r\n", 1)
        length = int(size.split(b";")[0], 16)
        if not length:
            return
        yield content[:length]
        content = content[length + 2 :]


@contextmanager
def running_s3() -> Iterator[S3Server]:
    """Run the server until the block ends."""
    server = S3Server()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()
