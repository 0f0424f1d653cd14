"""Deletes an account whose time has come."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.accounts.erasing.belongings import remove_belongings
from boards.accounts.erasing.identity import forget_identity
from boards.accounts.erasing.merged import forget_merged_identities, merged_accounts
from boards.accounts.erasing.texts import remove_texts
from boards.members.last_superuser import lock_leaving_member, refuse_last_superuser
from boards.members.mail import write_to_address
from boards.members.models import Member
from boards.members.preferences import language_of


def delete_account(*, member_id: int) -> bool:
    """Delete the account, and the texts if its owner wished so; say whether it is gone.

    Accounts that were merged into it go with it. False means that it is not due: its owner changed
    their mind, or another run was faster. The identity goes first, in one transaction; a run that
    is cut off after that goes on when it is called again. Recommends stay and stay counted, by
    nobody.

    Raises:
        ValidationError: when the member is the last superuser.
    """
    member = _close(member_id)
    if member is None:
        return False
    for account in (*merged_accounts(member), member):
        remove_belongings(account)
        if not member.deletion_keeps_texts:
            remove_texts(account)
    return _finish(member)


@transaction.atomic
def _close(member_id: int) -> Member | None:
    member = lock_leaving_member(member_id)
    due_at = member.deletion_due_at
    if due_at is None:
        return None
    if member.deleted_at:
        return member
    if due_at > timezone.now():
        return None
    refuse_last_superuser(member)
    address, language = member.email, language_of(member)
    forget_identity(member)
    forget_merged_identities(member)
    _say_farewell(address, language)
    return member


def _finish(member: Member) -> bool:
    half_deleted = Member.objects.filter(pk=member.pk, deletion_asked_at__isnull=False)
    return bool(half_deleted.update(deletion_asked_at=None))


def _say_farewell(address: str, language: str) -> None:
    write_to_address(
        address,
        language=language,
        subject=_("Your account was deleted"),
        template="accounts/mail/deleted.txt",
    )
