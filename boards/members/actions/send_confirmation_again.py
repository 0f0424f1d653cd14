"""Sends one more e-mail by which an address is confirmed."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.email_verification import consume_email_verification_rate_limit
from allauth.account.internal.flows.signup import send_unknown_account_mail
from allauth.account.models import EmailAddress
from django.http import HttpRequest

from boards.members.email_addresses import is_proven
from boards.members.models import Member


def send_confirmation_again(request: HttpRequest, *, email: str) -> None:
    """Write to the address, whoever it belongs to; the visitor gets one answer for all.

    A new member gets the link again, an old one reads that there is an account, and everybody
    else that there is none. What is over the limit `confirm_email` is not sent.
    """
    if not consume_email_verification_rate_limit(request, email):
        return
    new_member = Member.objects.with_email(email).filter(is_active=True).first()
    if is_proven(email):
        get_adapter().send_account_already_exists_mail(email)
    elif new_member:
        _address_of(new_member).send_confirmation(request, signup=True)
    else:
        send_unknown_account_mail(request, email)


def _address_of(member: Member) -> EmailAddress:
    address, _made = EmailAddress.objects.get_or_create(
        user=member, email=member.email.lower(), defaults={"primary": True}
    )
    return address
