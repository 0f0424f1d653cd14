"""Writes what sanctions take from a member into the member's own row."""

from collections.abc import Iterable

from django.utils import timezone

from boards.members.models import Member
from boards.members.restrictions import Restriction
from boards.sanctions.models import Sanction


def store_restrictions(member: Member) -> None:
    """Have a member's row say what the sanctions take; the caller holds the row."""
    member.restrictions = restrictions_of(member)
    member.save(update_fields=["restrictions"])


def restrictions_of(member: Member) -> list[Restriction]:
    """Return the lines of a member's row, the oldest first: what holds now or will."""
    return lines_of(Sanction.objects.filter(member=member).not_over(timezone.now()).noted())


def lines_of(sanctions: Iterable[Sanction]) -> list[Restriction]:
    """Return the lines of some sanctions of one member."""
    return [
        Restriction(
            sanction.kind,
            sanction.board_id,
            sanction.starts_at.timestamp(),
            sanction.ends_at.timestamp() if sanction.ends_at else None,
        )
        for sanction in sorted(sanctions, key=lambda each: each.pk)
    ]
