"""Takes a member's wish to have the account deleted."""

from django.db import transaction
from django.utils import timezone

from boards.accounts.tasks import (
    delete_account_in_background,
    tell_of_deletion_in_background,
)
from boards.members.last_superuser import lock_leaving_member, refuse_last_superuser
from boards.members.models import Member


@transaction.atomic
def ask_for_deletion(*, member: Member, keeps_texts: bool) -> Member:
    """Store the wish, which takes effect after DELETION_GRACE, and write the member a letter.

    Asking again changes neither the day nor the choice: cancel first.

    Raises:
        ValidationError: when the member is the last superuser.
    """
    member = lock_leaving_member(member.pk)
    if member.deletion_asked_at:
        return member
    refuse_last_superuser(member)
    member.deletion_asked_at = timezone.now()
    member.deletion_keeps_texts = keeps_texts
    member.save(update_fields=["deletion_asked_at", "deletion_keeps_texts"])
    tell_of_deletion_in_background.enqueue(member.pk)
    at_its_time = delete_account_in_background.using(run_after=member.deletion_due_at)
    at_its_time.enqueue(member.pk)
    return member
