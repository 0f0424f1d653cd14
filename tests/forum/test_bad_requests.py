"""Whatever is asked of the real server is answered with the headers of every page, in our words."""

import re
import socket
import subprocess
import sys
from collections.abc import Callable
from contextlib import ExitStack
from http.client import HTTPResponse
from urllib.parse import urlsplit

import pytest

from tests.live_site import LiveSite, running
from tests.waiting import PATIENCE

HEADERS = (
    "Content-Security-Policy", "Permissions-Policy", "Referrer-Policy", "X-Content-Type-Options",
    "X-Frame-Options", "Cross-Origin-Opener-Policy",
)  # fmt: skip
FORM = "application/x-www-form-urlencoded"
FIELDS = "&".join(f"a{number}=1" for number in range(2_000))
SLOW = 200


def asked(
    line: str, *headers: str, body: str = "", host: str = "127.0.0.1", language: str = "ko"
) -> bytes:
    length = [f"Content-Length: {len(body)}"] if body else []
    lines = [line, f"Host: {host}", f"Accept-Language: {language}", "Connection: close"]
    return "\r\n".join([*lines, *headers, *length, "", body]).encode("latin-1")


# What is asked, the status, and a word of the page.
REQUESTS = {
    "another host": (asked("GET / HTTP/1.1", host="evil.example"), 400, "이해"),
    "a host of dots": (asked("GET / HTTP/1.1", host="not..a..host"), 400, "이해"),
    "no request line": (b"nonsense\r\n\r\n", 400, "이해"),
    "no HTTP version": (b"GET / HTTP/9.9\r\n\r\n", 400, "이해"),
    "a bad header": (b"GET / HTTP/1.1\r\nHost : a\r\n\r\n", 400, "이해"),
    "a long line": (asked(f"GET /{'a' * 9000} HTTP/1.1"), 414, "이해"),
    "a codec that is no charset": (
        asked("GET /?q=1 HTTP/1.1", "Content-Type: text/plain; charset=hex"), 400, "이해",
    ),
    "such a codec in a form": (
        asked("POST /accounts/login/?q=1 HTTP/1.1", f"Content-Type: {FORM}; charset=rot13",
              body="a=1"), 400, "이해",
    ),
    "too many fields": (
        asked("POST /accounts/login/ HTTP/1.1", f"Content-Type: {FORM}", body=FIELDS), 400, "이해",
    ),
    "a broken form with files": (
        asked("POST /accounts/login/ HTTP/1.1", "Content-Type: multipart/form-data; boundary=é",
              body="x"), 400, "이해",
    ),
    "a body without end": (
        asked("POST /accounts/login/ HTTP/1.1", f"Content-Type: {FORM}",
              "Content-Length: 99999999999"), 413, "",
    ),
    "another method": (asked("OPTIONS /healthz HTTP/1.1"), 405, ""),
    "nothing there": (asked("GET /nothing/here/ HTTP/1.1"), 404, ""),
    "no such static file": (asked("GET /static/none.css HTTP/1.1"), 404, ""),
    "health": (asked("GET /healthz HTTP/1.1"), 200, "ok"),
    "readiness": (asked("GET /readyz HTTP/1.1"), 200, "ready"),
    "a path of another application": (
        asked("GET /search/ HTTP/1.1", "SCRIPT_NAME: /search"), 200, "<html",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def site(static_root, tmp_path_factory) -> LiveSite:
    site = LiveSite(folder=tmp_path_factory.mktemp("bad"), static_root=static_root, environment={})
    with running(site):
        yield site


def connected(site: LiveSite) -> socket.socket:
    parts = urlsplit(site.url)
    return socket.create_connection((parts.hostname, parts.port), timeout=PATIENCE)


def answer_to(site: LiveSite, request: bytes) -> tuple[HTTPResponse, str]:
    with connected(site) as connection:
        connection.sendall(request)
        response = HTTPResponse(connection)
        response.begin()
        return response, response.read().decode()


@pytest.mark.parametrize("name", REQUESTS)
def test_every_answer_has_the_headers_and_our_words(site: LiveSite, name: str) -> None:
    request, status, word = REQUESTS[name]
    response, page = answer_to(site, request)
    assert response.status == status, page
    assert [each for each in HEADERS if not response.getheader(each)] == []
    assert "default-src 'none'" in response.getheader("Content-Security-Policy", "")
    assert word in page
    if status >= 400 and page and response.getheader("Content-Type", "").startswith("text/html"):
        assert re.search(r'<html[^>]* lang="ko"', page), page


def test_a_client_cannot_say_where_the_site_begins(site: LiveSite) -> None:
    _, plain = answer_to(site, asked("GET /search/ HTTP/1.1"))
    _, page = answer_to(site, asked("GET /search/ HTTP/1.1", "SCRIPT_NAME: /search"))
    assert "/search/search/" not in page and len(page) == len(plain)


@pytest.mark.parametrize("what", ["head", "body", "reading"])
def test_two_hundred_slow_clients_keep_nobody_waiting(site: LiveSite, what: str) -> None:
    begin = {
        "head": b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Slow: ",
        "body": asked(
            "POST /accounts/login/ HTTP/1.1", f"Content-Type: {FORM}", "Content-Length: 50"
        ),
        "reading": asked("GET /static/css/site.css HTTP/1.1"),
    }[what]
    with ExitStack() as open_ones:
        for _ in range(SLOW):
            slow = open_ones.enter_context(connected(site))
            slow.sendall(begin)
        for path in ("/healthz", "/", "/accounts/login/", "/healthz"):
            response, _ = answer_to(site, asked(f"GET {path} HTTP/1.1"))
            assert response.status == 200


def test_a_process_lives_while_its_database_is_blocked(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory(WEB_CONCURRENCY=1)
    if "sqlite" not in site.environment["DATABASE_URL"]:
        block = "cursor.execute('LOCK TABLE boards_members_member IN ACCESS EXCLUSIVE MODE')"
    else:
        block = "pass"
    code = f"""
import sys
from django.db import connection, transaction
with transaction.atomic():
    cursor = connection.cursor()
    {block}
    print("blocked", flush=True)
    sys.stdin.read()
"""
    blocker = subprocess.Popen(
        [sys.executable, "manage.py", "shell", "--no-imports", "--command", code],
        env=site.environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    )  # fmt: skip
    try:
        assert blocker.stdout is not None and b"blocked" in blocker.stdout.readline()
        with ExitStack() as waiting:
            for _ in range(3):
                asker = waiting.enter_context(connected(site))
                asker.sendall(asked("POST /accounts/login/ HTTP/1.1", f"Content-Type: {FORM}",
                                    body="login=kim&password=x"))  # fmt: skip
            response, page = answer_to(site, asked("GET /healthz HTTP/1.1"))
            assert (response.status, page) == (200, "ok\n")
    finally:
        blocker.communicate(b"")
