"""Who signed up in this browser and has not confirmed the address yet.

Stands in the session, beside what allauth keeps there for 15 minutes. A visitor who gave the
address of a member is remembered like any other, though nobody was stored: nothing that such a
visitor can do may tell that the address has an account.
"""

from dataclasses import asdict, dataclass

from allauth.account.models import EmailAddress
from django.http import HttpRequest

from boards.members.models import Member

SESSION_KEY = "unconfirmed"


@dataclass(frozen=True)
class Unconfirmed:
    """A sign-up that waits for its address to be confirmed.

    Attributes:
        member_id: who was stored; None when the address belonged to somebody.
        handle: what such a visitor typed, and `password` its hash.
    """

    email: str
    member_id: int | None = None
    handle: str = ""
    password: str = ""


def remember(request: HttpRequest, unconfirmed: Unconfirmed) -> None:
    """Note who waits in this browser."""
    request.session[SESSION_KEY] = asdict(unconfirmed)


def recall(request: HttpRequest) -> Unconfirmed | None:
    """Return who waits in this browser, unless the address was confirmed meanwhile."""
    noted = request.session.get(SESSION_KEY)
    if not noted:
        return None
    unconfirmed = Unconfirmed(**noted)
    if unconfirmed.member_id and not still_unconfirmed(unconfirmed.member_id):
        return None
    return unconfirmed


def forget(request: HttpRequest) -> None:
    """Take the note away."""
    request.session.pop(SESSION_KEY, None)


def still_unconfirmed(member_id: int) -> bool:
    """Say whether a member never signed in and never confirmed an address."""
    never_in = Member.objects.filter(pk=member_id, is_active=True, last_login=None)
    confirmed = EmailAddress.objects.filter(user=member_id, verified=True)
    return never_in.exists() and not confirmed.exists()
