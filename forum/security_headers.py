"""The headers that every answer has, whoever gives it."""

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from csp.utils import build_policy
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

GetResponse = Callable[[HttpRequest], HttpResponseBase]
Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def security_headers(*, is_secure: bool) -> dict[str, str]:
    """Return what the settings promise of every answer, as the middlewares say it.

    Those set the same, where they get to: not where one that stands before them fails.

    Args:
        is_secure: whether the request came over HTTPS.
    """
    headers = {
        "Content-Security-Policy": _policy(),
        "Permissions-Policy": ", ".join(f"{name}=()" for name in settings.PERMISSIONS_POLICY),
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "X-Content-Type-Options": "nosniff",
        "X-Frame-Options": settings.X_FRAME_OPTIONS,
    }
    if is_secure and settings.SECURE_HSTS_SECONDS:
        parts = [f"max-age={settings.SECURE_HSTS_SECONDS}"]
        parts += ["includeSubDomains"] * settings.SECURE_HSTS_INCLUDE_SUBDOMAINS
        parts += ["preload"] * settings.SECURE_HSTS_PRELOAD
        headers["Strict-Transport-Security"] = "; ".join(parts)
    return headers


def security_headers_middleware(get_response: GetResponse) -> GetResponse:
    """Give every answer of Django's the headers; stands before all that may fail."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        response = get_response(request)
        for name, value in security_headers(is_secure=request.is_secure()).items():
            response.headers.setdefault(name, value)
        return response

    return middleware


def with_security_headers(application: Application) -> Application:
    """Give the headers to what a WSGI application answers without Django's middlewares."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        def start(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
            present = {name.lower() for name, _ in headers}
            if "permissions-policy" not in present:
                is_secure = environ.get("wsgi.url_scheme") == "https"
                ours = security_headers(is_secure=is_secure).items()
                headers = [*headers, *(each for each in ours if each[0].lower() not in present)]
            return start_response(status, headers, *more)

        return application(environ, start)

    return answer


@cache
def _policy() -> str:
    return str(build_policy())
