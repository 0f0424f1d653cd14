"""Tells who has just been suspended, at the first thing they do."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from boards.http.sent_forms import fields_of, typed_texts
from boards.members.suspended import PAGE, remember_suspended, suspended_in_session
from boards.moderation.sanctions.own_page import own_context

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def suspended_members_middleware(get_response: GetResponse) -> GetResponse:
    """Lead a member whose session a suspension has ended to the page that says why.

    What was typed into a form is given back on it. From then on the visitor is a guest.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        if settings.SESSION_COOKIE_NAME not in request.COOKIES or not _is_seen(request):
            return get_response(request)
        member = suspended_in_session(request)
        if member is None:
            return get_response(request)
        typed = typed_texts(fields_of(request))
        remember_suspended(request, member)
        if request.method in ("GET", "HEAD"):
            return redirect(PAGE)
        return _page(request, own_context(member) | {"typed": typed})

    return middleware


def _page(request: HttpRequest, context: dict[str, object]) -> HttpResponse:
    template = "_own" if request.htmx else "own"  # type: ignore[attr-defined]
    response = render(request, f"moderation/sanctions/{template}.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response


def _is_seen(request: HttpRequest) -> bool:
    """Say whether somebody sees the answer: a page or what a form gets, not a picture in a page."""
    is_page = request.headers.get("Sec-Fetch-Dest", "document") == "document"
    return is_page or request.method not in ("GET", "HEAD")
