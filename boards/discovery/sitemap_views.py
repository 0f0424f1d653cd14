"""What search engines ask for before they read: which pages there are, and which to leave alone."""

from collections.abc import Iterator
from itertools import chain

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from boards.discovery import sitemaps
from boards.discovery.canonical_urls import absolute

KEPT_FOR = 3600  # seconds


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What crawlers are to leave alone, and where the sitemap is."""
    sitemap = absolute(reverse("discovery:sitemap"))
    context = {"sitemap": sitemap}
    return render(request, "discovery/robots.txt", context, content_type="text/plain")


@require_safe
def index(request: HttpRequest) -> StreamingHttpResponse:
    """The URLs of the sitemaps."""
    return _xml(sitemaps.index(_paths()))


@require_safe
def lists(request: HttpRequest) -> StreamingHttpResponse:
    """The sitemap of the pages that list posts."""
    return _xml(sitemaps.url_set(sitemaps.pages_of_lists()))


@require_safe
def part(request: HttpRequest, kind: str, number: int) -> StreamingHttpResponse:
    """One part of the sitemap of a kind of pages; a part with nothing in it is not there."""
    if kind not in sitemaps.KINDS or not number:
        raise Http404
    pages = sitemaps.pages_of(sitemaps.KINDS[kind], number)
    first = next(pages, None)
    if first is None:
        raise Http404
    return _xml(sitemaps.url_set(chain([first], pages)))


def _paths() -> Iterator[str]:
    yield reverse("discovery:sitemap-lists")
    for name, kind in sitemaps.KINDS.items():
        for number in sitemaps.parts_of(kind.rows()):
            yield reverse("discovery:sitemap-part", args=[name, number])


def _xml(pieces: Iterator[str]) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type="application/xml; charset=utf-8")
    response["Cache-Control"] = f"public, max-age={KEPT_FOR}"
    return response
