"""Log lines: one for each event, as JSON, with a request id and without anybody in them."""

import http.client
import json
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import StringIO
from typing import Any

import pytest
import structlog
from django.conf import settings
from django.test import Client
from pytest_django import Settings

from tests.factories import MemberFactory
from tests.live_site import LiveSite

AGENT = "Mozilla/5.0 (a very particular reader)"


@contextmanager
def lines_of_logs() -> Iterator[Callable[[], list[dict[str, Any]]]]:
    """Give what the site's own formatter makes of everything that is logged inside."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    formatter = settings.LOGGING["formatters"]["json"]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            **{key: value for key, value in formatter.items() if key != "()"}
        )
    )
    root = logging.getLogger()
    before = root.level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    try:
        yield lambda: [json.loads(line) for line in stream.getvalue().splitlines()]
    finally:
        root.removeHandler(handler)
        root.setLevel(before)


@pytest.mark.django_db
def test_a_request_is_one_line_with_the_id_that_its_answer_carries(client: Client) -> None:
    with lines_of_logs() as lines:
        response = client.get("/?q=어떤말", headers={"user-agent": AGENT})
    (line,) = lines()
    assert line["event"] == "request_finished"
    assert line["request"] == "GET /"
    assert line["code"] == 200
    assert line["level"] == "info"
    assert line["request_id"] == response["X-Request-ID"]
    assert "timestamp" in line


@pytest.mark.django_db
def test_a_line_names_nobody() -> None:
    member = MemberFactory(handle="vubui-the-reader", email="vubui@example.com")
    client = Client(REMOTE_ADDR="203.0.113.77", headers={"user-agent": AGENT})
    client.force_login(member)
    with lines_of_logs() as lines:
        client.get("/?page=secretword", headers={"x-forwarded-for": "198.51.100.3"})
        client.post("/accounts/login/", {"login": member.handle, "password": "secretword"})
        client.get("/admin/boards_members/member/?q=vubui-the-reader")
    assert len(lines()) == 3
    text = json.dumps(lines(), ensure_ascii=False)
    for personal in ("203.0.113", "198.51.100", "particular", "vubui", "secretword"):
        assert personal not in text


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["confirm-email/thekey", "password/reset/key/1-thekey"])
def test_a_line_holds_no_key_of_a_letter(client: Client, path: str) -> None:
    with lines_of_logs() as lines:
        client.get(f"/accounts/{path}/")
    assert lines()[0]["request"].endswith("/[key]/")
    assert "thekey" not in json.dumps(lines())


@pytest.mark.parametrize("given", ["a1b2c3d4", "0190-af-BC-12", "x" * 64])
def test_a_well_formed_request_id_of_a_proxy_is_kept(
    client: Client, settings: Settings, given: str
) -> None:
    settings.TRUSTED_PROXIES = 1
    with lines_of_logs() as lines:
        response = client.get("/healthz", headers={"x-request-id": given})
    assert response["X-Request-ID"] == given
    assert lines()[0]["request_id"] == given


@pytest.mark.parametrize(
    "given", ["short", "x" * 65, "two words", "줄바꿈없는한글이름", "<script>", "203.0.113.77", ""]
)
@pytest.mark.parametrize("proxies", [0, 1])
def test_any_other_request_id_is_replaced(
    client: Client, settings: Settings, given: str, proxies: int
) -> None:
    settings.TRUSTED_PROXIES = proxies
    with lines_of_logs() as lines:
        response = client.get(
            "/healthz", headers={"x-request-id": given, "x-correlation-id": "my name"}
        )
    assert re.fullmatch("[0-9a-f]{32}", response["X-Request-ID"])
    (line,) = lines()
    assert line["request_id"] == response["X-Request-ID"]
    assert "correlation_id" not in line


def test_without_a_proxy_nobody_names_a_request(client: Client) -> None:
    response = client.get("/healthz", headers={"x-request-id": "vubui-was-here"})
    assert response["X-Request-ID"] != "vubui-was-here"


def test_an_exception_is_one_line_with_its_stack_and_without_its_message() -> None:
    message = f"Key (handle)=({'vu' + 'bui'}) already exists"
    with lines_of_logs() as lines:
        try:
            try:
                int(message)
            except ValueError as error:
                raise LookupError(message) from error
        except LookupError:
            logging.getLogger("boards").exception("It failed")
            structlog.get_logger("boards").exception("It failed")
    assert len(lines()) == 2
    for line in lines():
        assert (line["event"], line["level"]) == ("It failed", "error")
        for part in ("LookupError", "ValueError", "test_logs.py"):
            assert part in line["exception"]
        assert "vubui" not in json.dumps(line)


@pytest.mark.parametrize(
    "address", ["203.0.113.77", "2001:db8::7", "2001:db8:0:0:0:0:0:7", "::ffff:203.0.113.7"]
)
def test_addresses_inside_a_sentence_are_taken_out(address: str) -> None:
    with lines_of_logs() as lines:
        logging.getLogger("gunicorn").warning(
            "Invalid request from ip=%s: 127.0.0.1 at 10:30:00", address
        )
    assert lines()[0]["event"] == "Invalid request from ip=[address]: 127.0.0.1 at 10:30:00"


def test_the_running_site_writes_nothing_but_json(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory()
    port = int(site.url.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", "/missing/?q=secretword", headers={"User-Agent": AGENT})
    assert connection.getresponse().status == 404
    connection.close()
    nonsense = http.client.HTTPConnection("127.0.0.1", port)
    nonsense.putrequest("NON SENSE", "/")
    site.stop()
    lines = [json.loads(line) for line in site.log.read_text().splitlines()]
    assert "GET /missing/" in [line.get("request") for line in lines]
    assert not re.search("secretword|particular", site.log.read_text())
    about_requests = [line for line in lines if line["logger"] != "gunicorn.error"]
    assert "127.0.0.1" not in json.dumps(about_requests)


def test_head_is_answered_as_get_is_and_no_server_has_to_drop_a_body(
    live_site_factory: Callable[..., LiveSite],
) -> None:
    site = live_site_factory()
    for path in ("/", "/missing/", "/healthz", "/feed.rss", "/static/site.webmanifest"):
        answers = []
        for method in ("GET", "HEAD"):
            connection = http.client.HTTPConnection("127.0.0.1", int(site.url.rpartition(":")[2]))
            connection.request(method, path)
            answer = connection.getresponse()
            answers.append((answer.status, answer.getheader("Content-Type")))
            assert bool(answer.read()) is (method == "GET")
            connection.close()
        assert answers[0] == answers[1]
    site.stop()
    assert "no-body" not in site.log.read_text()
