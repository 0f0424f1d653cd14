"""The accounts that became part of the one that is deleted: they go with it."""

from django.db.models import Q

from boards.accounts.erasing.identity import forget_identity
from boards.members.models import Member
from boards.support.models import Look, Merge


def merged_accounts(member: Member) -> list[Member]:
    """Return the accounts that were merged into a member's, and those merged into these."""
    found: list[Member] = []
    wave = [member.pk]
    while wave:
        known = {member.pk, *(each.pk for each in found)}
        accounts = Member.objects.filter(merged_into__in=wave).exclude(pk__in=known)
        latest = list(accounts.order_by("pk"))
        found += latest
        wave = [each.pk for each in latest]
    return found


def forget_merged_identities(member: Member) -> None:
    """Leave of each account that was merged into a member's a nameless row, too.

    The caller holds the member's row in a transaction.
    """
    for account in merged_accounts(member):
        account.deletion_keeps_texts = member.deletion_keeps_texts
        forget_identity(account)


def forget_support(member: Member) -> None:
    """Delete what support did for a member: looks with their reasons, and how accounts merged."""
    Look.objects.filter(member=member).delete()
    Merge.objects.filter(Q(gone=member) | Q(kept=member)).delete()
