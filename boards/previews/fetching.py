"""Fetches pages and pictures of other sites, and gives them no hold on this one.

See `addresses` for where that may lead, and `connecting` for how it is held to that.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any, cast

from django.conf import settings

from boards.previews.connecting import PUBLIC, Allowance, MeasuredSocket, Policy, connected
from boards.previews.failures import Failure, NotFetchedError
from boards.previews.url_safety import Link, parse_link

SECONDS = 5.0  # for one page or picture, with all that leads to it
MAX_BYTES = 1024 * 1024  # of one answer, as it comes and as it is unpacked
MAX_REDIRECTS = 3

_PIECE = 64 * 1024  # bytes
_REDIRECTS = {301, 302, 303, 307, 308}
_MAY_PASS = {HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_EARLY, HTTPStatus.TOO_MANY_REQUESTS}


@dataclass(frozen=True)
class ContentKind:
    """What is asked for.

    Attributes:
        accept: the media types, as a request names them.
        beginnings: how the media types begin that are taken.
        may_be_cut: whether the beginning of what is too large will do.
    """

    accept: str
    beginnings: tuple[str, ...]
    may_be_cut: bool


PAGE = ContentKind("text/html,application/xhtml+xml", ("text/html", "application/xhtml+xml"), True)
PICTURE = ContentKind("image/webp,image/png,image/jpeg,image/*;q=0.8", ("image/",), False)


@dataclass(frozen=True)
class Fetched:
    """What came.

    Attributes:
        address: where it came from in the end.
        charset: the encoding that its header names, or nothing.
    """

    address: str
    charset: str
    content: bytes


def fetch(address: str, *, kind: ContentKind, policy: Policy = PUBLIC) -> Fetched:
    """Return a page or picture; of a page that is too large, its beginning.

    Raises:
        NotFetchedError: when it cannot, or must not, be had.
    """
    allowance = Allowance(seconds=SECONDS)
    link = parse_link(address)
    for _ in range(MAX_REDIRECTS + 1):
        answer = _answer(link, kind=kind, policy=policy, allowance=allowance)
        if isinstance(answer, Fetched):
            return answer
        link = answer
    raise NotFetchedError(Failure.REDIRECTS)


def _answer(
    link: Link, *, kind: ContentKind, policy: Policy, allowance: Allowance
) -> Fetched | Link:
    """Ask once; return what came, or where it leads on to."""
    allowance.allow_bytes(MAX_BYTES)
    try:
        with connected(link, policy=policy, allowance=allowance) as connection:
            connection.sendall(_request(link, kind))
            return _read(_response(connection), link, kind)
    except TimeoutError as error:
        raise NotFetchedError(Failure.TOO_SLOW) from error
    except (OSError, HTTPException, zlib.error, ValueError) as error:
        raise NotFetchedError(Failure.NO_ANSWER) from error


def _request(link: Link, kind: ContentKind) -> bytes:
    site = settings.SITE_URL.encode("ascii", "ignore").decode()
    lines = (
        f"GET {link.target} HTTP/1.1",
        f"Host: {link.authority}",
        f"User-Agent: Mozilla/5.0 (compatible; LinkPreview/1.0; +{site}/)",
        f"Accept: {kind.accept}",
        "Accept-Encoding: gzip",
        f"Accept-Language: {settings.LANGUAGE_CODE}",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")


def _response(connection: MeasuredSocket) -> HTTPResponse:
    response = HTTPResponse(cast(Any, connection), method="GET")
    response.begin()
    return response


def _read(response: HTTPResponse, link: Link, kind: ContentKind) -> Fetched | Link:
    location = response.getheader("Location")
    if response.status in _REDIRECTS and location:
        return parse_link(_as_sent(location), base=link.address)
    if response.status != HTTPStatus.OK:
        passes = response.status >= 500 or response.status in _MAY_PASS
        raise NotFetchedError(Failure.STATUS, passes=passes)
    if not response.headers.get("Content-Type", "").lower().startswith(kind.beginnings):
        raise NotFetchedError(Failure.KIND)
    charset = response.headers.get_param("charset") or ""
    return Fetched(link.address, str(charset), _body(response, kind))


def _as_sent(location: str) -> str:
    """Return a header as its bytes mean it: many sites write UTF-8, which http.client does not."""
    sent = location.encode("latin-1")
    try:
        return sent.decode()
    except UnicodeDecodeError:
        return sent.decode("cp949", "replace")


def _body(response: HTTPResponse, kind: ContentKind) -> bytes:
    body = bytearray()
    try:
        for piece in _pieces(response):
            body += piece
    except NotFetchedError as error:
        if error.failure != Failure.TOO_LARGE or not kind.may_be_cut:
            raise
    return bytes(body[:MAX_BYTES])


def _pieces(response: HTTPResponse) -> Iterator[bytes]:
    """Give the body unpacked, and never much more of it than is allowed: gzip can hide a flood."""
    packing = response.headers.get("Content-Encoding", "identity").strip().lower()
    if packing not in ("identity", "gzip", "x-gzip"):
        raise NotFetchedError(Failure.NO_ANSWER, passes=False)
    unpacking = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS) if packing != "identity" else None
    count = 0
    while piece := response.read1(_PIECE):
        unpacked = unpacking.decompress(piece, MAX_BYTES + 1) if unpacking else piece
        count += len(unpacked)
        yield unpacked
        if count > MAX_BYTES:
            raise NotFetchedError(Failure.TOO_LARGE)
