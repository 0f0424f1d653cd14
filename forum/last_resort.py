"""An answer of ours when even Django has none: the server's own page never shows."""

from collections.abc import Callable, Iterable
from typing import Any

import structlog

from forum.security_headers import security_headers

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

STATUS = "503 Service Unavailable"
# What the site promises of every page, `with_security_headers` adds around it.
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Cache-Control", "no-store"),
    ("Retry-After", "30"),
]
PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>503</title></head>
<body><main><h1>잠시 쉬고 있습니다</h1>
<p>사이트에 문제가 생겼습니다. 잠시 뒤에 다시 열어 주세요.</p>
<div lang="en"><h2>Out of order for a moment</h2>
<p>Something broke on our side. Please try again in a little while.</p></div>
</main></body></html>
""".encode()
# Of what is no HTTP, neither the language nor the address is known.
BAD_REQUEST_PAGE = """<!doctype html>
<html lang="ko"><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>{status}</title></head>
<body><main><h1>요청을 이해하지 못했습니다</h1>
<p>주소나 양식에 문제가 있습니다. 앞 페이지로 돌아가서 다시 해 보세요.</p>
<div lang="en"><h2>This request makes no sense to us</h2>
<p>Part of it is not what this site expects. Go back and try once more.</p></div>
</main></body></html>
"""

logger = structlog.get_logger(__name__)


def answer_whatever_happens(application: Application) -> Application:
    """Let a WSGI application answer 503 where it would raise."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        try:
            return application(environ, start_response)
        except Exception:
            logger.exception("request_not_answered")
            start_response(STATUS, [*HEADERS, ("Content-Length", str(len(PAGE)))])
            return [PAGE]

    return answer


def server_answer(status: int, reason: str) -> bytes:
    """Return a whole answer to a request that the application does not get to see or to answer.

    Args:
        status: of the answer: below 500, what came was no HTTP.
        reason: its name in the first line.
    """
    bad_request = BAD_REQUEST_PAGE.replace("{status}", str(status)).encode()
    page = bad_request if status < 500 else PAGE
    headers = {
        "Content-Type": "text/html; charset=utf-8",
        "Cache-Control": "no-store",
        **security_headers(is_secure=False),
        "Connection": "close",
        "Content-Length": str(len(page)),
    }
    lines = [f"HTTP/1.1 {status} {reason}", *(f"{name}: {each}" for name, each in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode("latin-1") + page
