"""Lets a member stay after all."""

from boards.members.models import Member


def cancel_deletion(*, member: Member) -> bool:
    """Take the wish back and say whether the account stays; False when it is too late."""
    open_accounts = Member.objects.filter(pk=member.pk, deleted_at__isnull=True)
    return bool(open_accounts.update(deletion_asked_at=None, deletion_keeps_texts=True))
