"""Leads on from an address to another one of the same page."""

from urllib.parse import quote

from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)

# An address may be given back, or given to another board, and a list may grow again: browsers
# are to ask each time.
NOT_KEPT = "private, no-cache"


def permanently_with(request: HttpRequest, **values: str) -> HttpResponse:
    """Lead to the same address with today's values of some of its parameters, for good."""
    return permanently_to(_address_with(request, values))


def permanently_to(address: str) -> HttpResponse:
    """Lead to an address for good, by browsers that ask again each time."""
    return _not_kept(HttpResponsePermanentRedirect(address))


def for_now_with(request: HttpRequest, **values: str) -> HttpResponse:
    """Lead to the same address with other values of some of its parameters, for now.

    One that is empty is left out.
    """
    return _not_kept(HttpResponseRedirect(_address_with(request, values)))


def _not_kept(response: HttpResponse) -> HttpResponse:
    response["Cache-Control"] = NOT_KEPT
    return response


def _address_with(request: HttpRequest, values: dict[str, str]) -> str:
    query = request.GET.copy()
    for name, value in values.items():
        if value:
            query[name] = value
        else:
            query.pop(name, None)
    path = quote(request.path)
    return f"{path}?{query.urlencode()}" if query else path
