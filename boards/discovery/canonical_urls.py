"""Addresses by which a page is known outside.

A page has one URL, and speaks the visitor's language there. Each language has a URL of
its own besides, for search engines: the same with `?lang=ko` or `?lang=en`. By Google's rules for
such pages the bare URL is `x-default` (it chooses by the visitor), every version names all the
versions, itself among them, and is its own canonical URL: one that named another would take
itself out of the index.

A canonical URL keeps the language, if it was asked for by URL, and what makes another page
of it, the number of a page. All else goes: `?list=`, an order, what others append to count clicks.
"""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest

LANGUAGE_PARAMETER = "lang"


def requested_language(request: HttpRequest) -> str:
    """Return the code of the language that the URL asks for; empty when it asks for none."""
    language = request.GET.get(LANGUAGE_PARAMETER, "")
    return language if language in dict(settings.LANGUAGES) else ""


def absolute(path: str, query: Mapping[str, str | int] | None = None) -> str:
    """Return the whole URL of a path of this site.

    Args:
        query: parameters; those with an empty value are left out.
    """
    non_empty = {name: value for name, value in query.items() if value} if query else {}
    return (
        f"{settings.SITE_URL}{path}?{urlencode(non_empty)}"
        if non_empty
        else f"{settings.SITE_URL}{path}"
    )


def versions(path: str, query: Mapping[str, str | int]) -> list[tuple[str, str]]:
    """Return the languages of a page with their URLs, in the words of `hreflang`."""
    languages = [
        (code, absolute(path, {**query, LANGUAGE_PARAMETER: code}))
        for code, _ in settings.LANGUAGES
    ]
    return [*languages, ("x-default", absolute(path, query))]
