"""E-mail addresses of members, which allauth keeps beside `Member.email`."""

from allauth.account.models import EmailAddress
from django.db import transaction

from boards.members.models import Member

MAX_EMAIL_LENGTH = 254  # characters, of each column that has one; what RFC 5321 leaves of 256


def is_proven(email: str) -> bool:
    """Say whether some member has shown that this address is their own."""
    return bool(EmailAddress.objects.filter(email=email.lower(), verified=True).exists())


def has_proven_email(member: Member) -> bool:
    """Say whether a member has shown that the address to which e-mails go is their own."""
    own = EmailAddress.objects.filter(user=member, email=member.email, verified=True)
    return bool(member.email) and bool(own.exists())


def discard_unconfirmed(email: str) -> None:
    """Forget that members wished to change to this address and never confirmed it.

    A wish is no claim: else anybody could keep the owner of an address from signing up.
    """
    EmailAddress.objects.filter(email=email.lower(), verified=False, primary=False).delete()


@transaction.atomic
def take_from_others(email: str, *, owner: Member) -> None:
    """Take an address, proven by its owner, from members who gave it without proof.

    Who never signed in has proven nothing at all, and is switched off.
    """
    others = Member.objects.with_email(email).exclude(pk=owner.pk)
    others.filter(last_login=None).update(is_active=False)
    others.update(email="")
    EmailAddress.objects.filter(email=email.lower()).exclude(user=owner).delete()
