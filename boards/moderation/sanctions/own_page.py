"""What a member is told of their sanctions."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boards.members.models import Member
from boards.moderation.models import Appeal, Decision
from boards.sanctions.models import Sanction, SanctionKind

MAX_ROWS = 50  # the latest; the export of one's data has all


@dataclass(frozen=True)
class OwnSanction:
    """One sanction, and what can be done about it."""

    sanction: Sanction
    is_in_force: bool
    is_over: bool
    decision: Decision | None
    appeal: Appeal | None

    @property
    def can_appeal(self) -> bool:
        """Whether the member may still appeal."""
        return self.decision is not None and self.appeal is None and not self.is_over


def own_context(member: Member) -> dict[str, Any]:
    """Return what the page shows: what holds now first, then the rest, the latest first."""
    rows = rows_of(member)
    unread = [row for row in rows if row.sanction.kind == SanctionKind.WARN and not row.is_over]
    return {
        "rows": sorted(rows, key=lambda row: not row.is_in_force),
        "is_suspended": member.is_suspended,
        "has_unread": any(row.sanction.read_at is None for row in unread),
    }


def rows_of(member: Member) -> Sequence[OwnSanction]:
    """Return the latest sanctions of a member, by one query."""
    sanctions = Sanction.objects.filter(member=member).select_related("board", "decision__appeal")
    return [_row(sanction) for sanction in sanctions.order_by("-pk")[:MAX_ROWS]]


def _row(sanction: Sanction) -> OwnSanction:
    decision = getattr(sanction, "decision", None)
    return OwnSanction(
        sanction=sanction,
        is_in_force=sanction.is_in_force(),
        is_over=sanction.is_over(),
        decision=decision,
        appeal=getattr(decision, "appeal", None),
    )
