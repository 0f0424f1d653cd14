"""The sanctions that a moderator sees: those of the own boards, or all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from boards.db.keys import page_before
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.models import CleanUp, Decision
from boards.sanctions.models import Sanction
from boards.sanctions.permissions import can_sanction_everywhere

PAGE = 30  # sanctions
MAX_CLEAN_UPS = 10


@dataclass(frozen=True)
class Scope:
    """Where a moderator sanctions: on some boards, or on the whole site."""

    viewer: Member
    boards: Sequence[Board]
    everywhere: bool

    @classmethod
    def of(cls, viewer: Member, boards: Sequence[Board]) -> "Scope":
        """Return the scope of a moderator of some boards: those where they sanction."""
        own = [board for board in boards if board.sanctions_members]
        return cls(viewer, own, can_sanction_everywhere(viewer))

    def keep(self, sanctions: "QuerySet[Sanction]") -> "QuerySet[Sanction]":
        """Keep the sanctions that are this moderator's to see."""
        if self.everywhere:
            return sanctions
        return sanctions.filter(board__in=[board.pk for board in self.boards])


@dataclass(frozen=True)
class SanctionRow:
    """One sanction, as a moderator sees it."""

    sanction: Sanction
    member_name: str
    by_name: str
    lifted_by_name: str
    decision: Decision | None
    state: str  # "now", "later", "over" or "lifted"

    @property
    def can_lift(self) -> bool:
        """Whether there is something to be lifted."""
        return self.state in ("now", "later")

    @property
    def is_appealed(self) -> bool:
        """Whether an appeal waits for a second moderator."""
        appeal = getattr(self.decision, "appeal", None)
        return appeal is not None and not appeal.result


def in_force(scope: Scope, *, before: int | None) -> tuple[list[SanctionRow], int | None]:
    """Return what holds now or will, and the key from which the next page goes on.

    Warnings are not among them: they take nothing, and have no end.
    """
    sanctions = Sanction.objects.not_over(timezone.now()).exclude(kind="warn")
    return _page(scope, sanctions, before)


def history_of(
    member: Member, scope: Scope, *, before: int | None
) -> tuple[list[SanctionRow], int | None]:
    """Return the sanctions of a member, the latest first, as `in_force` does."""
    return _page(scope, Sanction.objects.filter(member=member), before)


def latest_of(member: Member) -> int:
    """Return the key of the latest sanction of a member, whoever may see it; 0 for none."""
    keys = Sanction.objects.filter(member=member).order_by("-pk").values_list("pk", flat=True)
    return keys.first() or 0


def clean_ups_of(member: Member, scope: Scope) -> "QuerySet[CleanUp]":
    """Return the latest clean-ups after a member, where the moderator sanctions."""
    clean_ups = CleanUp.objects.filter(member=member).select_related("board").order_by("-pk")
    if not scope.everywhere:
        clean_ups = clean_ups.filter(board__in=[board.pk for board in scope.boards])
    return clean_ups[:MAX_CLEAN_UPS]


def _page(
    scope: Scope, sanctions: "QuerySet[Sanction]", before: int | None
) -> tuple[list[SanctionRow], int | None]:
    loaded = scope.keep(sanctions).select_related(
        "member", "board", "by", "lifted_by", "decision__case", "decision__appeal"
    )
    found, last = page_before(loaded, before, size=PAGE)
    return [_row(sanction, scope.viewer) for sanction in found], last


def _row(sanction: Sanction, viewer: Member) -> SanctionRow:
    def name(member: Any) -> str:
        return name_for(viewer, member) if member else ""

    return SanctionRow(
        sanction=sanction,
        member_name=name(sanction.member),
        by_name=name(sanction.by),
        lifted_by_name=name(sanction.lifted_by),
        decision=getattr(sanction, "decision", None),
        state=_state(sanction),
    )


def _state(sanction: Sanction) -> str:
    if sanction.lifted_at is not None:
        return "lifted"
    if sanction.is_over():
        return "over"
    return "now" if sanction.is_in_force() else "later"
