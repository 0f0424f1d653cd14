"""E-mails to members, and to people who are none, in their own language."""

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
) -> None:
    """Send an e-mail in the member's language and time zone; see `write_to_address`."""
    language = language_of(member)
    with timezone.override(zone_of(member)):
        write_to_address(
            member.email, language=language, subject=subject, template=template, context=context
        )


def write_to_address(
    address: str,
    *,
    language: str,
    subject: str | Promise,
    template: str,
    context: dict[str, Any] | None = None,
) -> None:
    """Send an e-mail; where there is no e-mail address, none.

    Args:
        subject: lazy, so that it is said in that language.
        template: the text of the e-mail, which knows `forum_name` and `site_url` besides.
    """
    if not address:
        return
    known = {"forum_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    with translation.override(language):
        text = render_to_string(template, {**known, **(context or {})})
        send_mail(f"[{settings.SITE_NAME}] {subject}", text, None, [address])
