"""Browsers in which a member was signed in before.

A signed cookie says so. It opens nothing: it only spares its browser the waits that others, who
guess at the account from elsewhere, have brought about. With another password the browser is
known no more, until somebody signs in there.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import constant_time_compare, get_random_string, salted_hmac

from boards.members.models import Member

COOKIE = "known_browser"
MAX_AGE = 400 * 24 * 60 * 60  # seconds; browsers keep no cookie for longer
MAX_MEMBERS = 5  # who share a browser; the longest away is forgotten
PATH = "/accounts/"  # no other page needs it, and those of guests are stored for all
_SALT = "boards.members.known_browsers"
_MARK_LENGTH = 24  # hexadecimal digits

GetResponse = Callable[[HttpRequest], HttpResponse]


def browser_known_to(request: HttpRequest, *, name: str) -> str | None:
    """Return this browser's own name, if the member with that handle or address was in there."""
    known = _read(request)
    if not known["members"]:
        return None
    member = Member.objects.who_signs_in_as(name)
    mark = known["members"].get(str(member.pk)) if member else None
    if member and mark and constant_time_compare(mark, _mark_of(member)):
        return str(known["id"])
    return None


def know_browser(request: HttpRequest, member: Member) -> None:
    """Have the answer to this request make its browser a known one."""
    request.known_to = member  # type: ignore[attr-defined]


def known_browsers_middleware(get_response: GetResponse) -> GetResponse:
    """Send the cookie along after a sign-in."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if member := getattr(request, "known_to", None):
            _write(response, _with(_read(request), member))
        return response

    return middleware


def connect() -> None:
    """Start listening; called once, when Django is ready."""
    for signal in (user_logged_in, password_changed, password_set, password_reset):
        signal.connect(_follow, dispatch_uid="members.known_browsers")


def _follow(*, request: HttpRequest | None, user: Any, **_: Any) -> None:
    if request is not None and isinstance(user, Member):
        know_browser(request, user)


def _read(request: HttpRequest) -> dict[str, Any]:
    cookie = request.COOKIES.get(COOKIE, "")
    try:
        known: dict[str, Any] = signing.loads(cookie, salt=_SALT, max_age=MAX_AGE)
    except signing.BadSignature:
        return {"id": get_random_string(22), "members": {}}
    return known


def _with(known: dict[str, Any], member: Member) -> dict[str, Any]:
    """Return what is known with this member as the latest."""
    others = {key: mark for key, mark in known["members"].items() if key != str(member.pk)}
    latest = list(others.items())[-(MAX_MEMBERS - 1) :]
    return {**known, "members": {**dict(latest), str(member.pk): _mark_of(member)}}


def _write(response: HttpResponse, known: dict[str, Any]) -> None:
    response.set_cookie(
        COOKIE,
        signing.dumps(known, salt=_SALT),
        max_age=MAX_AGE,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _mark_of(member: Member) -> str:
    """Stands for the member and their password."""
    text = f"{member.pk}:{member.password}"
    return salted_hmac(_SALT, text, algorithm="sha256").hexdigest()[:_MARK_LENGTH]
