"""The language of a page: the switch in the header, and the addresses of each language."""

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest, HttpResponseBase
from django.utils import translation
from django.views.decorators.csrf import csrf_exempt
from django.views.i18n import set_language

from boards.discovery.canonical_urls import LANGUAGE_PARAMETER, requested_language
from boards.limits.limited import limited

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def language_address_middleware(get_response: GetResponse) -> GetResponse:
    """Answer `?lang=ko` and `?lang=en` in that language, this once and without a cookie.

    Stands behind whatever else chooses the language: who asks for an address by its language
    gets what others got there.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        language = requested_language(request)
        if language:
            translation.activate(language)
            request.LANGUAGE_CODE = translation.get_language()
        return get_response(request)

    return middleware


@csrf_exempt
@limited("settings")
def switch_language(request: HttpRequest) -> HttpResponseBase:
    """Remember the posted `language` in a cookie and return to `next` on this site.

    Free of the CSRF token, so that a guest's page needs no cookie and can be cached: all that
    another site could do with it is to change the language of the page.
    """
    response = set_language(request)
    if "Location" in response:
        response["Location"] = _without_language(response["Location"])
    return response


def _without_language(address: str) -> str:
    """Return an address that no longer asks for a language: it would win over the switch."""
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    remaining = [(name, value) for name, value in query if name != LANGUAGE_PARAMETER]
    return address if remaining == query else parts._replace(query=urlencode(remaining)).geturl()
