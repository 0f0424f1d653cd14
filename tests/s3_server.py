"""A server on the loopback interface that speaks as much of S3 as the site's storage uses."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape

from forum.storages import upload_storage

BUCKET = "forum-uploads"


class S3Server(ThreadingHTTPServer):
    """Holds objects in memory.

    Attributes:
        objects: content by key.
        acls: the access list that came with each object.
        unsigned: how many requests came without a signature; they are refused.
        vanishing: keys that are told to be there, and are gone when they are fetched.
        is_broken: whether it answers everything with an error of its own.
        hangs_up: whether it ends in the middle of an object that is fetched.
    """

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.objects: dict[str, bytes] = {}
        self.acls: dict[str, str] = {}
        self.unsigned = 0
        self.vanishing: set[str] = set()
        self.is_broken = False
        self.hangs_up = False
        self.parts: dict[str, dict[int, bytes]] = {}

    @property
    def url(self) -> str:
        """Where it answers."""
        return f"http://127.0.0.1:{self.server_address[1]}"


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: S3Server

    def do_PUT(self) -> None:
        content = self._body()
        if not self._is_signed():
            return
        if upload := self._asked("uploadId"):
            self.server.parts[upload][int(self._asked("partNumber"))] = content
            self._answer(200, headers={"ETag": '"part"'})
        else:
            self.server.objects[self._key] = content
            self.server.acls[self._key] = self.headers.get("x-amz-acl", "")
            self._answer(200)

    def do_POST(self) -> None:
        """Begin an object that comes in parts, or put the parts together."""
        self._body()
        if not self._is_signed():
            return
        if upload := self._asked("uploadId"):
            parts = self.server.parts.pop(upload)
            self.server.objects[self._key] = b"".join(parts[number] for number in sorted(parts))
            self._answer(200, b"<CompleteMultipartUploadResult/>")
        else:
            self.server.acls[self._key] = self.headers.get("x-amz-acl", "")
            self.server.parts[self._key] = {}
            named = f"<UploadId>{escape(self._key)}</UploadId>"
            told = f"<InitiateMultipartUploadResult>{named}</InitiateMultipartUploadResult>"
            self._answer(200, told.encode())

    def do_GET(self) -> None:
        if not self._is_signed():
            return
        if not self._key:
            self._list()
        elif self._key in self.server.objects and self._key not in self.server.vanishing:
            self._hand_out(self.server.objects[self._key])
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

    def _asked(self, name: str) -> str:
        return parse_qs(urlsplit(self.path).query).get(name, [""])[0]

    def _hand_out(self, content: bytes) -> None:
        """Answer with all of an object, or with the bytes that were asked for."""
        if self.server.hangs_up:
            self.send_response(200)
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", '"etag"')
            self.end_headers()
            self.wfile.write(content[: len(content) // 2])
            self.close_connection = True
            return
        wanted = self.headers.get("Range", "").removeprefix("bytes=")
        if not wanted:
            self._answer(200, content)
            return
        first, last = (int(number) if number else len(content) - 1 for number in wanted.split("-"))
        part = content[first : last + 1]
        told = {"Content-Range": f"bytes {first}-{first + len(part) - 1}/{len(content)}"}
        self._answer(206, part, headers=told)

    def _is_signed(self) -> bool:
        if self.server.is_broken:
            self._answer(503, b"<Error><Code>ServiceUnavailable</Code></Error>")
            return False
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
        prefix = self._asked("prefix")
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
        told = {"Last-Modified": "Tue, 05 Mar 2024 09:30:00 GMT", "ETag": '"etag"'}
        for name, value in {**told, **(headers or {})}.items():
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


@contextmanager
def uploads_in_a_bucket(settings: Any) -> Iterator[S3Server]:
    """Let the site keep its uploads in a bucket for as long as the block lasts.

    Args:
        settings: the fixture of pytest-django, which puts back what was.
    """
    with running_s3() as server:
        storage = upload_storage(
            bucket=BUCKET,
            endpoint_url=server.url,
            region="ap-northeast-2",
            access_key_id="key",
            secret_access_key="secret",
        )
        settings.STORAGES = {**settings.STORAGES, "default": storage}
        yield server
