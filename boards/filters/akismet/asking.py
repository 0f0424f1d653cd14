"""Speaks to Akismet: one request within SECONDS, and an answer of a few words."""

from collections.abc import Mapping
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from typing import Any, cast
from urllib.parse import urlencode

from django.conf import settings

from boards.previews.connecting import Allowance, Policy, connected
from boards.previews.failures import NotFetchedError
from boards.previews.url_safety import Link, parse_link

SECONDS = 5.0  # for one question, from looking its host up to the end of the answer
MAX_ANSWER_LENGTH = 100  # bytes: "true", "false", "invalid", or a sentence of thanks
_MAX_BYTES = 32 * 1024  # of an answer with its headers

# An admin has chosen the host, so that it may be one of their own network.
_CHOSEN = Policy(allows=lambda address: True, ports=frozenset(range(1, 65_536)))


class AkismetError(Exception):
    """No answer came, or none that is understood; its text has neither the key nor any words."""


def ask(question: str, fields: Mapping[str, str]) -> str:
    """Return what Akismet answers to a question such as `comment-check`.

    Raises:
        AkismetError: when it takes too long, fails, or says more than it should.
    """
    try:
        link = parse_link(f"{settings.AKISMET_URL.rstrip('/')}/1.1/{question}")
        return _answer(link, urlencode({"api_key": settings.AKISMET_KEY, **fields}).encode())
    except NotFetchedError as error:
        raise AkismetError(error.failure.value) from None
    except (OSError, HTTPException, ValueError) as error:
        raise AkismetError(type(error).__name__) from None


def _answer(link: Link, body: bytes) -> str:
    allowance = Allowance(seconds=SECONDS)
    allowance.allow_bytes(_MAX_BYTES)
    with connected(link, policy=_CHOSEN, allowance=allowance) as connection:
        connection.sendall(_head(link, len(body)) + body)
        response = HTTPResponse(cast(Any, connection), method="POST")
        response.begin()
        if response.status != HTTPStatus.OK:
            raise AkismetError(f"status {response.status}")
        answer = response.read(MAX_ANSWER_LENGTH + 1)
    if len(answer) > MAX_ANSWER_LENGTH:
        raise AkismetError("too long")
    return answer.decode("ascii", "replace").strip()


def _head(link: Link, length: int) -> bytes:
    lines = (
        f"POST {link.target} HTTP/1.1",
        f"Host: {link.authority}",
        "User-Agent: Forum/1.0 | Filters/1.0",
        "Content-Type: application/x-www-form-urlencoded; charset=utf-8",
        f"Content-Length: {length}",
        "Connection: close",
    )
    return "".join(f"{line}\r\n" for line in (*lines, "")).encode("ascii")
