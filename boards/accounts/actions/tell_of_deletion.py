"""Writes to a member that their account will be deleted."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from boards.members.mail import write_to
from boards.members.models import Member


def tell_of_deletion(*, member_id: int) -> None:
    """Send the letter with the day and the way back; none when the member changed their mind."""
    member = Member.objects.get(pk=member_id)
    if member.deletion_due_at is None or member.deleted_at:
        return
    write_to(
        member,
        subject=_("Your account will be deleted"),
        template="accounts/mail/deletion_asked.txt",
        context={
            "due_at": member.deletion_due_at,
            "keeps_texts": member.deletion_keeps_texts,
            "path": reverse("accounts:delete"),
        },
    )
