"""Gives every request an id that its log lines and its answer share."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

# What a proxy in front of us may send; anything else would put a stranger's text into the logs.
ACCEPTABLE = re.compile(r"[A-Za-z0-9-]{8,64}")


def request_id_middleware(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Keep the X-Request-ID of a trusted proxy or make one, and send it back."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        given = request.META.get("HTTP_X_REQUEST_ID", "") if settings.TRUSTED_PROXIES else ""
        request_id = given if ACCEPTABLE.fullmatch(given) else uuid.uuid4().hex
        # Where the middleware that writes the log lines looks for it.
        request.META["HTTP_X_REQUEST_ID"] = request_id
        request.META.pop("HTTP_X_CORRELATION_ID", None)
        response = get_response(request)
        response.headers["X-Request-ID"] = request_id
        return response

    return middleware
