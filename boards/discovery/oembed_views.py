"""Answers other sites that want to show a link to a post."""

import json

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from boards.discovery import oembed

TYPES = {"json": "application/json", "xml": "text/xml; charset=utf-8"}


@require_safe
def provider(request: HttpRequest) -> HttpResponse:
    """A post as oEmbed: `?url=`, `&format=json|xml`, `&maxwidth=` and `&maxheight=` in pixels.

    What everybody may not read is answered as what is not there.
    """
    url = request.GET.get("url", "")
    try:
        limits = {
            "max_width": _pixels(request.GET.get("maxwidth", "")),
            "max_height": _pixels(request.GET.get("maxheight", "")),
        }
    except ValueError:
        return _refusal(400, _("maxwidth and maxheight must be whole numbers of pixels."))
    if not url:
        return _refusal(400, _("Give the URL of a post as url."))
    form = request.GET.get("format") or "json"
    if form not in TYPES:
        return _refusal(501, _("The format must be json or xml."))
    post = oembed.post_at(url)
    if post is None:
        return _refusal(404, _("There is no public post at this URL."))
    return _answer(oembed.response_of(post, **limits), form)


def _answer(answer: dict[str, object], form: str) -> HttpResponse:
    if form == "json":
        content = json.dumps(answer, ensure_ascii=False).encode()
    else:
        content = oembed.as_xml(answer)
    response = HttpResponse(content, content_type=TYPES[form])
    response["Cache-Control"] = f"public, max-age={oembed.KEPT_FOR}"
    return response


def _refusal(status: int, sentence: str) -> HttpResponse:
    return HttpResponse(f"{sentence}\n", status=status, content_type="text/plain; charset=utf-8")


def _pixels(text: str) -> int | None:
    """Return a number of pixels, None for an empty text; raise ValueError for others."""
    if not text:
        return None
    if not (text.isascii() and text.isdigit()) or len(text) > 9:
        raise ValueError(text)
    return int(text)
