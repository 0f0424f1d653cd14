"""Notes that a member has read the warnings."""

from django.db import transaction
from django.utils import timezone

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.sanctions.models import Sanction
from boards.sanctions.restricting import store_restrictions


@transaction.atomic
def note_read(*, member: Member) -> None:
    """Show the warnings of a member on every page no more; they stay on the member's own."""
    held = hold_member(member.pk)
    if held is not None:
        Sanction.objects.filter(member=held, read_at=None).update(read_at=timezone.now())
        store_restrictions(held)
