"""An answer of ours when even Django has none: the server's own page never shows."""

from collections.abc import Callable, Iterable
from typing import Any

import structlog

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]

STATUS = "503 Service Unavailable"
# As bare as it is, it keeps what the site promises of every page.
HEADERS = [
    ("Content-Type", "text/html; charset=utf-8"),
    ("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'"),
    ("X-Content-Type-Options", "nosniff"),
    ("X-Frame-Options", "DENY"),
    ("Referrer-Policy", "strict-origin-when-cross-origin"),
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
