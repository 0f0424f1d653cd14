"""Pages are fetched from real servers, within limits, and never from where they must not."""

import gzip
import socket
import ssl
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from boards.previews import fetching
from boards.previews.connecting import PUBLIC, Policy
from boards.previews.failures import Failure, NotFetchedError
from boards.previews.fetching import MAX_BYTES, PAGE, PICTURE, ContentKind, fetch
from boards.previews.url_safety import is_public
from tests.previews.other_sites import Answer, OtherSite, page, running_site, speaking
from tests.waiting import moment


def failure_of(address: str, *, policy: Policy, kind: ContentKind = PAGE) -> NotFetchedError:
    with pytest.raises(NotFetchedError) as raised:
        fetch(address, kind=kind, policy=policy)
    return raised.value


def test_a_page_comes_with_its_charset(site: OtherSite) -> None:
    site.answers["/a?b=c"] = Answer(page(), media_type="text/html; charset=EUC-KR")
    fetched = fetch(site.address("/a?b=c#d"), kind=PAGE, policy=site.policy())
    assert (fetched.content, fetched.charset) == (page(), "EUC-KR")
    assert fetched.address == site.address("/a?b=c")


def test_the_request_says_who_asks_and_nothing_of_readers(site: OtherSite) -> None:
    site.answers["/"] = Answer(page())
    fetch(site.address(), kind=PAGE, policy=site.policy())
    headers = {name.lower(): value for name, value in site.last_headers.items()}
    assert headers["host"] == f"news.example:{site.port}"
    assert "+http://testserver/" in headers["user-agent"]
    assert not {"cookie", "authorization", "referer", "x-forwarded-for"} & headers.keys()


def test_a_proxy_of_the_environment_is_not_asked(
    site: OtherSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.answers["/"] = Answer(page())
    assert fetch(site.address(), kind=PAGE, policy=site.policy()).content == page()


class TestGuard:
    def test_the_site_itself_opens_nothing_on_this_machine(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(page())
        for host in ("127.0.0.1", "[::1]", "localhost.localdomain"):
            failure = failure_of(site.address(host=host), policy=PUBLIC)
            assert failure.failure in (Failure.REFUSED, Failure.UNKNOWN_HOST)
        assert site.asked == []

    def test_ports_of_other_services_are_refused(self, site: OtherSite) -> None:
        policy = site.policy(ports=PUBLIC.ports)
        assert PUBLIC.ports == {80, 443}
        assert failure_of(site.address(), policy=policy).failure == Failure.REFUSED
        assert site.asked == []

    def test_a_name_that_leads_to_this_machine_is_refused(self, site: OtherSite) -> None:
        policy = site.policy(allows=is_public)
        assert failure_of(site.address(), policy=policy).failure == Failure.REFUSED
        assert site.asked == []

    def test_one_refused_address_among_others_is_enough(self, site: OtherSite) -> None:
        policy = site.policy(
            allows=lambda address: str(address) != "10.0.0.1",
            resolve=lambda host, seconds: ["127.0.0.1", "10.0.0.1"],
        )
        assert failure_of(site.address(), policy=policy).failure == Failure.REFUSED
        assert site.asked == []

    def test_a_name_that_changes_its_address_gains_nothing(self, site: OtherSite) -> None:
        """DNS rebinding: whoever looks a second time finds this machine's own services."""
        answers = iter([["127.0.0.1"], ["10.0.0.1"], ["10.0.0.1"]])
        looked_up: list[str] = []

        def resolve(host: str, seconds: float) -> list[str]:
            looked_up.append(host)
            return next(answers)

        site.answers["/"] = Answer(page())
        policy = site.policy(allows=lambda address: str(address) == "127.0.0.1", resolve=resolve)
        assert fetch(site.address(), kind=PAGE, policy=policy).content == page()
        assert looked_up == ["news.example"]
        assert failure_of(site.address(), policy=policy).failure == Failure.REFUSED
        assert len(site.asked) == 1

    def test_a_redirect_to_this_machine_is_refused(self, site: OtherSite) -> None:
        policy = site.policy(
            allows=lambda address: str(address) != "127.0.0.2",
            resolve=lambda host, seconds: ["127.0.0.2" if host == "inner.example" else "127.0.0.1"],
        )
        for target in ("http://127.0.0.2", "http://inner.example"):
            location = f"{target}:{site.port}/secret"
            site.answers["/"] = Answer(status=302, headers={"Location": location})
            assert failure_of(site.address(), policy=policy).failure == Failure.REFUSED
        assert site.asked == ["/", "/"]

    @pytest.mark.parametrize(
        "location",
        ["file:///etc/passwd", "ftp://news.example/", "http://127.1/", "http://a@news.example/",
         "gopher://news.example/", "http://news.example:22/", "http://[", "\\\\127.0.0.1\\"],
    )  # fmt: skip
    def test_redirects_to_odd_places_are_refused(self, site: OtherSite, location: str) -> None:
        site.answers["/"] = Answer(status=301, headers={"Location": location})
        assert failure_of(site.address(), policy=site.policy()).failure == Failure.REFUSED
        assert site.asked == ["/"]

    def test_the_address_of_a_picture_is_looked_at_too(self, site: OtherSite) -> None:
        policy = site.policy(allows=is_public)
        failure = failure_of(site.address("/a.png"), policy=policy, kind=PICTURE)
        assert failure.failure == Failure.REFUSED


class TestRedirects:
    def test_three_are_followed(self, site: OtherSite) -> None:
        for number, status in enumerate((301, 307, 308)):
            site.answers[f"/{number}"] = Answer(
                status=status, headers={"Location": f"{number + 1}"}
            )
        site.answers["/3"] = Answer(page())
        fetched = fetch(site.address("/0"), kind=PAGE, policy=site.policy())
        assert fetched.address == site.address("/3")

    def test_four_are_not(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(status=302, headers={"Location": "/"})
        assert failure_of(site.address(), policy=site.policy()).failure == Failure.REDIRECTS
        assert len(site.asked) == 4

    def test_korean_in_a_redirect_is_understood(self, site: OtherSite) -> None:
        location = "/한국".encode().decode("latin-1")
        site.answers["/"] = Answer(status=302, headers={"Location": location})
        site.answers["/%ED%95%9C%EA%B5%AD"] = Answer(page())
        assert fetch(site.address(), kind=PAGE, policy=site.policy()).content == page()

    def test_a_redirect_that_leads_nowhere_is_a_refusal(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(status=302)
        assert failure_of(site.address(), policy=site.policy()).failure == Failure.STATUS


def say_nothing(connection: socket.socket) -> None:
    """Listen for as long as the other side is there."""
    while connection.recv(65_536):
        pass


class TestTime:
    @pytest.fixture(autouse=True)
    def one_second(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """The limit is 5 seconds; tests need not wait for that."""
        assert fetching.SECONDS == 5
        monkeypatch.setattr(fetching, "SECONDS", 1.0)

    def assert_given_up(self, address: str, policy: Policy) -> None:
        begun = moment()
        failure = failure_of(address, policy=policy)
        assert moment() - begun < 1.5
        assert (failure.failure, failure.passes) == (Failure.TOO_SLOW, True)

    def test_a_body_that_drips_is_given_up(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(pieces=[b"<p>"] * 3_000, pause=0.1)
        self.assert_given_up(site.address(), site.policy())

    def test_chunks_that_drip_are_given_up(self) -> None:
        def drip(connection: socket.socket) -> None:
            connection.sendall(
                b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n"
            )
            for _ in range(3_000):
                connection.sendall(b"1\r\n<\r\n")
                time.sleep(0.1)

        with speaking(drip) as site:
            self.assert_given_up(site.address(), site.policy())

    def test_headers_that_drip_are_given_up(self) -> None:
        def drip(connection: socket.socket) -> None:
            for sign in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 3_000:
                connection.sendall(bytes([sign]))
                time.sleep(0.1)

        with speaking(drip) as site:
            self.assert_given_up(site.address(), site.policy())

    def test_who_never_answers_is_given_up(self) -> None:
        with speaking(say_nothing) as site:
            self.assert_given_up(site.address(), site.policy())

    def test_who_never_ends_the_handshake_is_given_up(self) -> None:
        with speaking(say_nothing) as site:
            site.scheme = "https"
            self.assert_given_up(site.address(), site.policy())

    def test_continuing_for_ever_is_given_up(self) -> None:
        def drip(connection: socket.socket) -> None:
            for _ in range(3_000):
                connection.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
                time.sleep(0.1)

        with speaking(drip) as site:
            self.assert_given_up(site.address(), site.policy())

    def test_redirects_share_the_time(self, site: OtherSite) -> None:
        slow = Answer(pieces=[b"", b""], pause=0.3, status=302, headers={"Location": "/"})
        site.answers["/"] = slow

        def resolve(host: str, seconds: float) -> list[str]:
            time.sleep(min(0.4, seconds))
            return ["127.0.0.1"]

        self.assert_given_up(site.address(), site.policy(resolve=resolve))

    def test_a_name_that_is_never_found_is_given_up(self, site: OtherSite) -> None:
        given: list[float] = []

        def resolve(host: str, seconds: float) -> list[str]:
            given.append(seconds)
            return []

        failure = failure_of(site.address(), policy=site.policy(resolve=resolve))
        assert (failure.failure, failure.passes) == (Failure.UNKNOWN_HOST, True)
        assert 0 < given[0] <= 1


def test_the_systems_resolver_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    is_over, answered = threading.Event(), threading.Event()

    def answer_in_the_end(*args: object, **kwargs: object) -> list[object]:
        is_over.wait()
        answered.set()
        return []

    monkeypatch.setattr(socket, "getaddrinfo", answer_in_the_end)
    try:
        assert PUBLIC.resolve("news.example", 0.1) == []
        assert not answered.is_set()
    finally:
        is_over.set()
        answered.wait()


class TestSize:
    def test_a_large_page_is_cut(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(b"x" * (3 * MAX_BYTES))
        fetched = fetch(site.address(), kind=PAGE, policy=site.policy())
        assert MAX_BYTES - 100_000 < len(fetched.content) <= MAX_BYTES

    @pytest.mark.parametrize("has_length", [True, False])
    def test_a_large_picture_is_refused(self, site: OtherSite, has_length: bool) -> None:
        site.answers["/"] = Answer(
            b"x" * (MAX_BYTES + 1), media_type="image/png", has_length=has_length
        )
        failure = failure_of(site.address(), policy=site.policy(), kind=PICTURE)
        assert (failure.failure, failure.passes) == (Failure.TOO_LARGE, False)

    def test_a_packed_page_is_unpacked(self, site: OtherSite) -> None:
        site.answers["/"] = Answer(gzip.compress(page()), headers={"Content-Encoding": "gzip"})
        assert fetch(site.address(), kind=PAGE, policy=site.policy()).content == page()

    @pytest.mark.parametrize("kind, media_type", [(PAGE, "text/html"), (PICTURE, "image/png")])
    def test_a_bomb_does_not_go_off(
        self, site: OtherSite, kind: ContentKind, media_type: str
    ) -> None:
        bomb = gzip.compress(b"\0" * (500 * 1024 * 1024), compresslevel=9)
        assert len(bomb) < MAX_BYTES
        site.answers["/"] = Answer(
            bomb, media_type=media_type, headers={"Content-Encoding": "gzip"}
        )
        begun = time.process_time()
        if kind is PAGE:
            fetched = fetch(site.address(), kind=kind, policy=site.policy())
            assert len(fetched.content) == MAX_BYTES
        else:
            failure = failure_of(site.address(), policy=site.policy(), kind=kind)
            assert failure.failure == Failure.TOO_LARGE
        assert time.process_time() - begun < 2

    def test_headers_without_end_are_cut_off(self) -> None:
        def flood(connection: socket.socket) -> None:
            connection.sendall(b"HTTP/1.1 200 OK\r\n" + b"X: " + b"x" * 60_000 + b"\r\n")
            for _ in range(200):
                connection.sendall(b"X: " + b"x" * 60_000 + b"\r\n")

        with speaking(flood) as site:
            failure = failure_of(site.address(), policy=site.policy()).failure
        assert failure in (Failure.TOO_LARGE, Failure.NO_ANSWER)


@pytest.mark.parametrize(
    "status, passes",
    [(204, False), (401, False), (403, False), (404, False), (410, False), (429, True),
     (500, True), (503, True), (999, True)],
)  # fmt: skip
def test_other_answers_are_no_pages(site: OtherSite, status: int, passes: bool) -> None:
    site.answers["/"] = Answer(page() if status != 204 else b"", status=status)
    failure = failure_of(site.address(), policy=site.policy())
    assert (failure.failure, failure.passes) == (Failure.STATUS, passes)


@pytest.mark.parametrize(
    "kind, media_type",
    [(PAGE, "application/pdf"), (PAGE, "image/png"), (PAGE, "text/plain"), (PAGE, ""),
     (PICTURE, "text/html"), (PICTURE, "application/octet-stream")],
)  # fmt: skip
def test_other_kinds_are_refused(site: OtherSite, kind: ContentKind, media_type: str) -> None:
    site.answers["/"] = Answer(page(), media_type=media_type)
    failure = failure_of(site.address(), policy=site.policy(), kind=kind)
    assert (failure.failure, failure.passes) == (Failure.KIND, False)


@pytest.mark.parametrize(
    "said",
    [b"", b"\r\n", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 200 OK",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\nno gzip",
     b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: br\r\n\r\nx",
     b"\xff" * 70_000],
)  # fmt: skip
def test_what_is_no_http_is_no_page(said: bytes) -> None:
    def talk(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(said)

    with speaking(talk) as site:
        failure = failure_of(site.address(), policy=site.policy()).failure
    assert failure in (Failure.NO_ANSWER, Failure.KIND)


def test_nobody_there_may_pass(site: OtherSite) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
    failure = failure_of(
        f"http://news.example:{port}/", policy=site.policy(ports=frozenset([port]))
    )
    assert (failure.failure, failure.passes) == (Failure.NO_ANSWER, True)


def test_the_next_address_of_a_name_is_tried(site: OtherSite) -> None:
    site.answers["/"] = Answer(page())
    policy = site.policy(resolve=lambda host, seconds: ["127.0.0.9", "127.0.0.1"])
    assert fetch(site.address(), kind=PAGE, policy=policy).content == page()


class TestHttps:
    @pytest.fixture
    def certificate(self, tmp_path: Path) -> Path:
        """A certificate of news.example that signs itself, with its key."""
        key = ec.generate_private_key(ec.SECP256R1())
        name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "news.example")])
        names = x509.SubjectAlternativeName([x509.DNSName("news.example")])
        now = datetime.now(UTC)
        certificate = (
            x509.CertificateBuilder(name, name, key.public_key(), 1, now, now + timedelta(days=1))
            .add_extension(names, critical=False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
            .sign(key, hashes.SHA256())
        )
        file = tmp_path / "news.pem"
        pem = serialization.Encoding.PEM
        file.write_bytes(
            key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
            + certificate.public_bytes(pem)
        )
        return file

    def test_the_certificate_is_held_against_the_name(self, certificate: Path) -> None:
        def tls() -> ssl.SSLContext:
            return ssl.create_default_context(cafile=str(certificate))

        with running_site(certificate=certificate) as site:
            site.answers["/"] = Answer(page())
            policy = site.policy(tls=tls)
            assert fetch(site.address(), kind=PAGE, policy=policy).content == page()
            other = site.address(host="other.example")
            assert failure_of(other, policy=policy).failure == Failure.NO_ANSWER
            number = site.address(host="127.0.0.1")
            assert failure_of(number, policy=policy).failure == Failure.NO_ANSWER

    def test_a_certificate_that_nobody_vouches_for_is_refused(self, certificate: Path) -> None:
        with running_site(certificate=certificate) as site:
            site.answers["/"] = Answer(page())
            failure = failure_of(site.address(), policy=site.policy())
        assert failure.failure == Failure.NO_ANSWER
        assert site.asked == []
