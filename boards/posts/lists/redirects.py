"""Leads on from a URL to another one of the same page."""

from urllib.parse import quote

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

# A URL may be given back, or given to another board, and a list may grow again: browsers
# are to ask each time.
NOT_KEPT = "private, no-cache"


def permanently_with(request: HttpRequest, **values: str) -> HttpResponse:
    """Lead to the same URL with today's values of some of its parameters, for good.

    One that is empty is left out.
    """
    return permanently_to(_url_with(request, values))


def permanently_to(url: str) -> HttpResponse:
    """Lead to a URL for good, by browsers that ask again each time."""
    return _uncached(HttpResponsePermanentRedirect(url))


def for_now_with(request: HttpRequest, **values: str) -> HttpResponse:
    """Lead to the same URL with other values of some of its parameters, for now.

    One that is empty is left out.
    """
    return _uncached(HttpResponseRedirect(_url_with(request, values)))


def _uncached(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = NOT_KEPT
    return response


def _url_with(request: HttpRequest, values: dict[str, str]) -> str:
    query = request.GET.copy()
    for name, value in values.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    path = quote(request.path)
    return f"{path}?{query.urlencode()}" if query else path
