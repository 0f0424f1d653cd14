"""Whole pages, as byte for byte they are sent."""

import re

from django.test import Client, override_settings

from boards.members.models import Member

TOKENS = re.compile(
    r'(name="(?:csrfmiddlewaretoken|submission_key)" value=|nonce-)"?[\w-]+"?'
    r"|(request.id)\S+"
)


def html_of(client: Client, path: str) -> str:
    """Return a page without what is another text on each page."""
    response = client.get(path, headers={"user-agent": ""})  # reads without being counted
    assert response.status_code == 200
    return TOKENS.sub(r"\1", response.content.decode())


def shown_to(client: Client, path: str, *, off: str) -> str:
    """Return a page that comes from a cache if it can, once it is known to be the right one.

    Args:
        off: the setting without which it is made for this page alone.
    """
    with override_settings(**{off: False}):
        made = html_of(client, path)
    first, second = html_of(client, path), html_of(client, path)
    assert first == made
    assert second == made
    return made


def signed_in(member: Member) -> Client:
    """Return the browser of a member."""
    client = Client()
    client.force_login(member)
    return client
