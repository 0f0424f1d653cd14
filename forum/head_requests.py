"""Answers HEAD without a body, so that the server does not have to drop it, and log that it did."""

from collections.abc import Callable, Iterable
from contextlib import closing
from typing import Any

Application = Callable[[dict[str, Any], Any], Iterable[bytes]]


def without_body_for_head(application: Application) -> Application:
    """Leave the body out of what a WSGI application answers to HEAD; its headers stay."""

    def answer(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        body: Any = application(environ, start_response)
        if environ["REQUEST_METHOD"] != "HEAD":
            return body
        if hasattr(body, "close"):
            with closing(body):
                return ()
        return ()

    return answer
