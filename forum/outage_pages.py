"""Answers while the database, or a disk, cannot work: 503, with what was typed.

Nothing here asks the database or the visitor's session.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.multipartparser import MultiPartParserError
from django.http.request import UnreadablePostError
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

RETRY_AFTER = "30"  # seconds
# The fields of our forms into which people type more than a word.
TYPED = ("text", "note", "reason")
# Those of a post besides: its form of itself comes back wherever the database can be asked.
TYPED_IN_POSTS = ("title", "body")
# What never goes back into a page.
_SECRET = ("password", "code", "otp", "token", "credential", "secret")
_TOKEN = "csrfmiddlewaretoken"  # noqa: S105 - the name of a field


def out_of_order(request: HttpRequest) -> HttpResponse:
    """503: what was asked for cannot be done now. A form can be sent again from the page."""
    response = _json() if _answers_json(request) else _page(request)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _json() -> HttpResponse:
    sentence = gettext("The site is out of order. Nothing was stored; please try again soon.")
    return JsonResponse({"error": sentence, "code": "out_of_order"}, status=503)


def _page(request: HttpRequest) -> HttpResponse:
    fields = _posted(request)
    is_secret = any(word in name for name, _ in fields for word in _SECRET if name != _TOKEN)
    sent = dict(fields)
    typed = [sent[name] for name in (*TYPED_IN_POSTS, *TYPED) if sent.get(name)]
    context: dict[str, Any] = {
        "forum_name": settings.SITE_NAME,
        "is_sending": request.method == "POST",
        "typed": typed,
        "had_files": (request.content_type or "").startswith("multipart/") and bool(typed),
        "path": request.get_full_path(),
        "fields": [] if is_secret else fields,
    }
    return render(None, "errors/503.html", context, status=503)


def _posted(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST":
        return []
    try:
        lists = request.POST.lists()
    except (MultiPartParserError, RequestDataTooBig, UnreadablePostError):
        return []
    return [(name, str(value)) for name, values in lists for value in values]


def _answers_json(request: HttpRequest) -> bool:
    """Whether the script of a page asked: views that answer so are marked by `answers_json`."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    return bool(getattr(match.func, "answers_json", False))
