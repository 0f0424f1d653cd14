"""E-mails about takedown requests: to senders, in the language of their form, and to members."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.utils.translation import gettext

from boards.members.models import Member
from boards.members.preferences import language_of, zone_of
from boards.moderation.takedowns.models import Result, TakedownRequest
from boards.moderation.takedowns.paths import follow_path, request_path
from boards.moderation.takedowns.permissions import who_handle_takedowns

Subject = Callable[[], str]


def write_receipt(request: TakedownRequest) -> None:
    """Tell the sender, where there is an e-mail address, by which number and URL to follow it."""
    _to_sender(request, _receipt_subject(request), "receipt")


def write_decision(request: TakedownRequest) -> None:
    """Tell the sender what was decided."""
    _to_sender(request, _decision_subject(request), "decision")


def write_to_handlers(request: TakedownRequest) -> None:
    """Tell everybody who may decide it that the clock runs; nothing of the sender stands in it."""
    context = {"request": request, "path": request_path(request)}
    for member in who_handle_takedowns().exclude(email=""):
        _to_member(member, _urgent_subject(request), "urgent", context)


def write_to_owner(owner: Member, request: TakedownRequest, *, path: str) -> None:
    """Tell a member that something of theirs was removed: 17 USC 512(g)(2)(A)."""
    context = {"request": request, "path": path}
    _to_member(owner, lambda: gettext("Something of yours was removed"), "owner", context)


def _receipt_subject(request: TakedownRequest) -> Subject:
    return lambda: gettext("We received your request %(number)d") % {"number": request.pk}


def _decision_subject(request: TakedownRequest) -> Subject:
    return lambda: gettext("Your request %(number)d was decided") % {"number": request.pk}


def _urgent_subject(request: TakedownRequest) -> Subject:
    return lambda: gettext("Takedown request %(number)d: 48 hours") % {"number": request.pk}


def _to_sender(request: TakedownRequest, subject: Subject, template: str) -> None:
    if not request.email:
        return
    context = {"request": request, "path": follow_path(request), "Result": Result}
    with translation.override(request.language):
        _send(request.email, subject(), template, context)


def _to_member(member: Member, subject: Subject, template: str, context: dict[str, Any]) -> None:
    if not member.email:
        return
    with translation.override(language_of(member)), timezone.override(zone_of(member)):
        _send(member.email, subject(), template, context)


def _send(address: str, subject: str, template: str, context: dict[str, Any]) -> None:
    known = {"forum_name": settings.SITE_NAME, "site_url": settings.SITE_URL}
    text = render_to_string(f"takedowns/mail/{template}.txt", {**known, **context})
    send_mail(f"[{settings.SITE_NAME}] {subject}", text, None, [address])
