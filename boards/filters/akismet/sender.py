"""Who sends the request that is being served, for the service that wants to know it.

The actions that publish know no request, and so what they store could not say it. Only where
AKISMET_KEY is set is this middleware in use, and anything noted.
"""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse

from boards.http.networks import address_of

MAX_USER_AGENT_LENGTH = 300


@dataclass(frozen=True)
class Sender:
    """The IP address and the browser of a request; empty where there is none to read."""

    address: str
    user_agent: str


_current: ContextVar[Sender | None] = ContextVar("sender_of_request", default=None)


def current_sender() -> Sender | None:
    """Return who sends the present request; None outside of one."""
    return _current.get()


def sender_middleware(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Note the sender for as long as the request is served."""

    def middleware(request: HttpRequest) -> HttpResponse:
        user_agent = request.headers.get("User-Agent", "")[:MAX_USER_AGENT_LENGTH]
        token = _current.set(Sender(address_of(request), user_agent.replace("\0", "")))
        try:
            return get_response(request)
        finally:
            _current.reset(token)

    return middleware
