"""The worker of gunicorn that serves the site: patient with slow clients, without their help.

Many threads receive requests and send answers; one of its own makes the pages, as a process without
threads would. A client that sends or reads slowly holds a receiving thread and nothing else: no
connection to the database, and no page of anybody. `/healthz` asks for nothing that could be waited
for, and is answered by the receiving thread.
"""

import os
import queue
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from typing import Any

import structlog
from django.core.exceptions import RequestDataTooBig
from gunicorn.workers.gthread import ThreadWorker

from boards.http.page_deadline import page_deadline
from forum.last_resort import server_answer
from forum.roomy_stack import with_room_below

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

MAX_PAGE_SECONDS = 30.0  # that one page may take; then the process is ended, and another begins
MAX_SILENCE = 30  # seconds that a client may send nothing in the middle of a request
FAREWELL = 2.0  # seconds that a client has to hang up
MAX_BODY = 40 * 1024 * 1024  # bytes; more than DATA_UPLOAD_MAX_MEMORY_SIZE
IN_MEMORY = 256 * 1024  # bytes of a body; what is longer waits in a file
BLOCK = 64 * 1024  # bytes that are read at once
ALWAYS_ANSWERED = "/healthz"

logger = structlog.get_logger(__name__)


class WebWorker(ThreadWorker):
    """A threaded worker whose pages are made by one thread."""

    def load_wsgi(self) -> None:
        """Load the application and let one thread call it."""
        super().load_wsgi()
        self.wsgi = PageThread(self.wsgi)

    def handle(self, conn: Any) -> Any:
        """Handle a request; a client that falls silent in the middle of one is given up."""
        seconds = struct.pack("ll", MAX_SILENCE, 0)
        conn.sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, seconds)
        goes_on = super().handle(conn)
        if not goes_on:
            _part_from(conn.sock)
        return goes_on

    def handle_error(self, req: Any, client: Any, addr: Any, exc: Any) -> None:
        """Answer what is no HTTP by a page of ours, with the headers of every page."""
        super().handle_error(req, _OurWords(client), addr, exc)


def _part_from(client: socket.socket) -> None:
    """Wait until the client has read the answer and hung up, as RFC 9112, 9.6 has it, or a moment.

    gunicorn does that in the thread that all connections come by, two seconds for each client that
    does not hang up; when it gets to it, there is nothing left to wait for.
    """
    end = time.monotonic() + FAREWELL
    try:
        client.shutdown(socket.SHUT_WR)
        while (left := end - time.monotonic()) > 0:
            client.settimeout(left)
            if not client.recv(BLOCK):
                break
    except OSError:
        pass
    with suppress(OSError):
        client.shutdown(socket.SHUT_RDWR)


class _OurWords:
    """A socket on which gunicorn says what is wrong: its status is sent, in our words."""

    def __init__(self, client: socket.socket) -> None:
        self._client = client

    def sendall(self, answer: bytes) -> None:
        """Send a page of ours with the status of gunicorn's."""
        _, status, reason = answer.partition(b"\r\n")[0].decode("latin-1").split(" ", 2)
        self._client.sendall(server_answer(int(status), reason))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._client, name)


class PageThread:
    """A WSGI application that another one is called by, in one thread, with the whole request."""

    def __init__(self, application: Application) -> None:
        self._application = application
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = (
            queue.SimpleQueue()
        )
        self._began = 0.0  # when the page began that is being made; 0 without one
        make_pages = with_room_below(self._make_pages)
        threading.Thread(target=make_pages, name="pages", daemon=True).start()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        """Receive the request, have it answered, and return what to send."""
        if environ["PATH_INFO"] == ALWAYS_ANSWERED:
            environ.pop("HTTP_COOKIE", None)  # of a member: the database would be asked for it
            return self._application(environ, start_response)
        environ["wsgi.input"] = _received(environ)
        environ["wsgi.multithread"] = False
        future: Future[Any] = Future()
        self._waiting.put((future, lambda: self._answer(environ, start_response)))
        while True:
            try:
                return future.result(timeout=1.0)
            except FutureTimeoutError:
                self._end_process_if_stuck()

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        answer = self._application(environ, start_response)
        if getattr(answer, "streaming", True):
            return answer
        try:
            return list(answer)
        finally:
            # Here, where the connection to the database is that goes back with it.
            answer.close()  # type: ignore[attr-defined]

    def _make_pages(self) -> None:
        while True:
            future, make = self._waiting.get()
            self._began = time.monotonic()
            try:
                with page_deadline(MAX_PAGE_SECONDS):
                    answer = make()
                future.set_result(answer)
            except BaseException as error:
                future.set_exception(error)
            self._began = 0.0

    def _end_process_if_stuck(self) -> None:
        began = self._began
        if began and time.monotonic() - began > MAX_PAGE_SECONDS:
            logger.error("page_took_too_long", seconds=MAX_PAGE_SECONDS)
            os.kill(os.getpid(), signal.SIGKILL)


def _received(environ: dict[str, Any]) -> Any:
    """Return the body of a request, all of which has come."""
    try:
        left = int(environ.get("CONTENT_LENGTH") or 0)
    except ValueError:
        left = 0
    if left > MAX_BODY:
        return _TooLarge()
    body = SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115 - closed with the request
    while left > 0 and (block := environ["wsgi.input"].read(min(left, BLOCK))):
        body.write(block)
        left -= len(block)
    body.seek(0)
    return body


class _TooLarge:
    """A body that nobody waits for: a view that looks at it answers 413."""

    def read(self, *args: Any) -> bytes:
        """Raise RequestDataTooBig."""
        raise RequestDataTooBig

    readline = read
