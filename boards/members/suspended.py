"""Visitors whose account is suspended: guests, whose browser remembers whom to tell why.

What is remembered opens nothing but the page that tells it.
"""

from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest

from boards.db.keys import key_in
from boards.members.models import Member

PAGE = "moderation:my-sanctions"  # which tells why, until when, and how to appeal
_MARK = "_suspended_member"


def remember_suspended(request: HttpRequest, member: Member) -> None:
    """End the session, and remember in a new one who is to be told."""
    request.session.flush()
    request.session[_MARK] = member.pk


def suspended_visitor(request: HttpRequest) -> Member | None:
    """Return the member who is to be told; None when there is none, or no suspension any more."""
    if isinstance(request.user, Member):
        return None
    return _suspended(request.session.get(_MARK))


def suspended_in_session(request: HttpRequest) -> Member | None:
    """Return the member whom a suspension has just put out of the session; None when it is nobody.

    Asks the database only where a session is somebody's who is not signed in by it.
    """
    if isinstance(request.user, Member) or SESSION_KEY not in request.session:
        return None
    return _suspended(request.session[SESSION_KEY])


def _suspended(pk: object) -> Member | None:
    key = key_in(str(pk or ""))
    member = Member.objects.filter(pk=key, is_active=True).first() if key else None
    return member if member is not None and member.is_suspended else None
