"""Leads on from an address to another one of the same page."""

from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

# An address may be given back, or given to another board: browsers are to ask again.
NOT_KEPT = "private, no-cache"


def moved_permanently(request: HttpRequest, **values: str) -> HttpResponse:
    """Lead to the same address with today's values of some of its parameters, for good."""
    return permanently_to(_address_with(request, values))


def permanently_to(address: str) -> HttpResponse:
    """Lead to an address for good, by browsers that ask again each time."""
    response = HttpResponsePermanentRedirect(address)
    response["Cache-Control"] = NOT_KEPT
    return response


def _address_with(request: HttpRequest, values: dict[str, str]) -> str:
    query = request.GET.copy()
    for name, value in values.items():
        query[name] = value
    return f"{quote(request.path)}?{query.urlencode()}"
