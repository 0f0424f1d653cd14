"""Gives a new member, who mistyped the address at the sign-up, another one."""

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction

from boards.members.email_addresses import discard_unconfirmed, is_proven
from boards.members.models import Member
from boards.members.new_handles import clean_new_handle
from boards.members.unconfirmed import Unconfirmed


def change_unconfirmed_address(*, unconfirmed: Unconfirmed, email: str) -> Member | None:
    """Return the member, who now has the address; None when it is somebody else's.

    Who signed up with the address of a member, and so was not stored, is stored now. Raises
    ValidationError when somebody has taken that handle meanwhile.
    """
    if _belongs_to_another(email, member_id=unconfirmed.member_id):
        return None
    handle = "" if unconfirmed.member_id else clean_new_handle(unconfirmed.handle)
    try:
        with transaction.atomic():
            discard_unconfirmed(email)
            return _stored(unconfirmed, handle=handle, email=email)
    except IntegrityError:  # another was faster
        return None


def _belongs_to_another(email: str, *, member_id: int | None) -> bool:
    owners = Member.objects.with_email(email)
    return is_proven(email) or any(owner.pk != member_id for owner in owners)


def _stored(unconfirmed: Unconfirmed, *, handle: str, email: str) -> Member:
    if unconfirmed.member_id:
        member = Member.objects.select_for_update(no_key=True).get(pk=unconfirmed.member_id)
        member.email = email
        member.save(update_fields=["email"])
    else:
        member = Member(handle=handle, email=email, password=unconfirmed.password)
        member.save()
    # The link that went to the old address loses its row, and opens nothing any more.
    EmailAddress.objects.filter(user=member).delete()
    EmailAddress.objects.create(user=member, email=email, primary=True)
    return member
