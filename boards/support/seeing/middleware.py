"""Puts a member in the place of the staff who sees the site as the member does."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render

from boards.members.models import Member
from boards.members.staff_behind import put_in_place, staff_behind
from boards.support.models import Look
from boards.support.permissions import can_see_as
from boards.support.seeing.actions.end_look import end_look
from boards.support.seeing.pages import may_be_seen

IN_SESSION = "_look"  # of the staff: the key of what is going on

GetResponse = Callable[[HttpRequest], HttpResponseBase]


class SeeingAsMiddleware:
    """Stands between who is signed in and everything that asks who the visitor is.

    The session stays that of the staff, and so do its cookies. What is sent is refused, and so is
    each page that is not one of `pages.SEEN`. Costs others no query.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer as the member is answered, for as long as the look lasts."""
        if settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return self.get_response(request)
        key = request.session.get(IN_SESSION)
        look = None if key is None else _look_of(request, key)
        if look is None:
            return self.get_response(request)
        request.look = look  # type: ignore[attr-defined]
        response = self.get_response(request)
        # The page of the member is no page to go back to when the look is over.
        response.headers["Cache-Control"] = "no-store, private"
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Refuse what staff do not see, or do, in the place of a member."""
        if staff_behind(request) is None:
            return None
        match = request.resolver_match
        name = match.view_name if match else ""
        if may_be_seen(request.method or "", view=name):
            return None
        is_sent = request.method not in ("GET", "HEAD")
        return render(request, "support/not_seen.html", {"is_sent": is_sent}, status=403)


def _look_of(request: HttpRequest, key: int) -> Look | None:
    """Return the look that goes on, with the member put in place; end one that is over."""
    staff = get_user(request)
    look = Look.objects.select_related("member").filter(pk=key, by=staff.pk).first()
    if look is None or not isinstance(staff, Member):
        del request.session[IN_SESSION]
        return None
    if look.is_over or not can_see_as(staff, look.member):
        end_look(look=look)
        del request.session[IN_SESSION]
        return None
    put_in_place(request, member=look.member, staff=staff)
    return look
