"""Answers while the database, or a disk, cannot work: 503, with what was typed.

Nothing here asks the database or the visitor's session.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext

from boards.http.sent_forms import can_be_sent_again, fields_of, typed_texts

RETRY_AFTER = "30"  # seconds


def out_of_order(request: HttpRequest) -> HttpResponse:
    """503: what was asked for cannot be done now. A form can be sent again from the page."""
    response = _json() if _answers_json(request) else _page(request)
    response.headers["Retry-After"] = RETRY_AFTER
    response.headers["Cache-Control"] = "no-store"
    return response


def _json() -> HttpResponse:
    sentence = gettext("The site has a problem. Nothing was saved; please try again soon.")
    return JsonResponse({"error": sentence, "code": "out_of_order"}, status=503)


def _page(request: HttpRequest) -> HttpResponse:
    fields = fields_of(request)
    typed = typed_texts(fields)
    context: dict[str, Any] = {
        "forum_name": settings.SITE_NAME,
        "is_sending": request.method == "POST",
        "typed": typed,
        "had_files": (request.content_type or "").startswith("multipart/") and bool(typed),
        "path": request.get_full_path(),
        "fields": fields if can_be_sent_again(fields) else [],
    }
    return render(None, "errors/503.html", context, status=503)


def _answers_json(request: HttpRequest) -> bool:
    """Whether the script of a page asked: views that answer so are marked by `answers_json`."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return False
    return bool(getattr(match.func, "answers_json", False))
