"""Pages in the member's own language and time zone.

The language of a page is the first of these that is known: the one switched to in this browser
(the header's switch, a cookie), the one of the member's settings, the one the browser asks for,
the site's. Saving the settings takes the cookie away, so that the latest choice always wins.
"""

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.contrib.auth.middleware import get_user
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone, translation

from boards.members.models import Member

GetResponse = Callable[[HttpRequest], HttpResponseBase]


def preferences_middleware(get_response: GetResponse) -> GetResponse:
    """Apply the signed-in member's language and time zone to the request.

    Costs no query on pages that ask who the visitor is, as all with a header do. A guest without
    a session cookie is not even asked for a session.
    """

    def middleware(request: HttpRequest) -> HttpResponseBase:
        member = _signed_in_member(request)
        if member is None:
            return get_response(request)
        _speak(request, language=_chosen(member))
        try:
            timezone.activate(zone_of(member))
            return get_response(request)
        finally:
            timezone.deactivate()

    return middleware


def zone_of(member: Member) -> ZoneInfo:
    """Return the member's time zone: the site's when none was chosen, or it no longer exists."""
    try:
        return ZoneInfo(member.time_zone or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(settings.TIME_ZONE)


def language_of(member: Member) -> str:
    """Return the language in which to write to the member; the site's when none was chosen."""
    return _chosen(member) or settings.LANGUAGE_CODE


def language_of_next_page(request: HttpRequest, member: Member) -> str:
    """Return the language of the member's pages once the switch in this browser is undone."""
    return _chosen(member) or _requested_by_browser(request)


def _chosen(member: Member) -> str:
    """Return the language of the member's settings; empty for whatever the browser asks for."""
    return member.language if member.language in dict(settings.LANGUAGES) else ""


def _requested_by_browser(request: HttpRequest) -> str:
    without_switch = HttpRequest()
    without_switch.META = request.META
    return translation.get_language_from_request(without_switch)


def _signed_in_member(request: HttpRequest) -> Member | None:
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    know_visitor(request)
    return request.user if isinstance(request.user, Member) else None


def know_visitor(request: HttpRequest) -> None:
    """Put the visitor in the place of Django's promise of one.

    A page asks hundreds of times who looks at it, and the promise makes each of them dear.
    """
    request.user = get_user(request)


def _speak(request: HttpRequest, *, language: str) -> None:
    switched_to = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if language and switched_to not in dict(settings.LANGUAGES):
        translation.activate(language)
        request.LANGUAGE_CODE = translation.get_language()
