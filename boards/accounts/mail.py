"""Letters to members, in their own language."""

from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.functional import Promise

from boards.members.models import Member
from boards.members.preferences import language_of, zone_of


def write_to(
    member: Member,
    *,
    subject: str | Promise,
    template: str,
    context: dict[str, Any] | None = None,
    address: str = "",
) -> None:
    """Send a letter; a member without an address gets none.

    Args:
        subject: lazy, so that it is said in the member's language.
        template: the text of the letter, which knows `forum_name` and `site_url` besides.
        address: where to send it; the member's own address unless given.
    """
    address = address or member.email
    if not address:
        return
    known = {"forum_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    with translation.override(language_of(member)), timezone.override(zone_of(member)):
        text = render_to_string(template, {**known, **(context or {})})
        send_mail(f"[{settings.SITE_NAME}] {subject}", text, None, [address])
