"""Compares the lines of members' rows with the sanctions that they are made from."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import transaction
from django.utils import timezone

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.sanctions.models import Sanction
from boards.sanctions.restricting import lines_of, store_restrictions


def differing_members() -> list[int]:
    """Return the keys of the members whose rows say something else than their sanctions.

    What is over may still stand in a row: nothing asks for it any more.
    """
    now = timezone.now()
    by_member: dict[int, list[Sanction]] = defaultdict(list)
    for sanction in Sanction.objects.not_over(now).noted():
        by_member[sanction.member_id].append(sanction)
    with_lines = Member.objects.exclude(restrictions=[]) | Member.objects.filter(pk__in=by_member)
    return [
        pk
        for pk, lines in with_lines.order_by("pk").values_list("pk", "restrictions")
        if _lasting(lines, now.timestamp()) != _lasting(lines_of(by_member[pk]), now.timestamp())
    ]


@transaction.atomic
def repair_member(pk: int) -> None:
    """Have one member's row say what the sanctions say."""
    if held := hold_member(pk):
        store_restrictions(held)


def _lasting(lines: Iterable[Sequence[Any]], now: float) -> list[list[Any]]:
    """Return the lines that hold, or will."""
    return [list(line) for line in lines if line[3] is None or line[3] > now]
