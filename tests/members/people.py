"""Members who sign in, and what they do to get there."""

import re
from typing import Any

from django.core.mail import EmailMessage
from django.http import HttpResponse
from django.test import Client

from boards.members.models import Member
from tests.factories import MemberFactory

PASSWORD = "correct horse battery"
TOO_LONG = f"xxx@{'.'.join(['a' * 60] * 4)}.example.com"  # an e-mail address for its column


def signed_up(**fields: Any) -> Member:
    """Return a member with a password and a confirmed address."""
    member = MemberFactory(**{"password": PASSWORD, **fields})
    member.vouch_for_email()
    return member


def sign_in(client: Client, login: str, password: str = PASSWORD, **fields: str) -> HttpResponse:
    """Send the sign-in form."""
    return client.post("/accounts/login/", {"login": login, "password": password, **fields})


def prove_again(client: Client, password: str = PASSWORD) -> None:
    """Give the password once more, as sensitive pages ask for it."""
    response = client.post("/accounts/reauthenticate/", {"password": password})
    assert response.status_code == 302


def is_signed_in(client: Client) -> bool:
    """Say whether the browser belongs to a member now."""
    return "_auth_user_id" in client.session


def link_in(letter: EmailMessage) -> str:
    """Return the path of the first link in a letter."""
    match = re.search(r"https?://[^/\s]+(/\S+)", str(letter.body))
    assert match, letter.body
    return match[1]


def text(response: HttpResponse) -> str:
    """Return the page."""
    return response.content.decode()
