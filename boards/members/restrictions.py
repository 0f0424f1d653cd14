"""What moderators took from a member for a time, as the member's own row says it.

The row comes with the session, so that no page asks a query more. The sanctions themselves are in
the room above that has them, which writes these lines whenever one begins, changes or is lifted.
Whether one is in force is asked of the clock each time: it ends by itself.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from boards.members.models import Member

WARNED, SILENCED, SUSPENDED = "warn", "silence", "suspend"


class Restriction(NamedTuple):
    """One line of a member's row.

    Attributes:
        kind: SILENCED, SUSPENDED, or WARNED while the member has not read it.
        board: its key; None for the whole site.
        starts_at: in seconds since 1970, UTC.
        ends_at: the same; None without an end.
    """

    kind: str
    board: int | None
    starts_at: float
    ends_at: float | None

    def is_in_force(self, now: float) -> bool:
        """Say whether it holds at a moment, in seconds since 1970; at its very end no more."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)


class Silenced(ValidationError):
    """A member may read and not write; `code` is `silenced`."""

    def __init__(self, *, has_typed: bool = True) -> None:
        told = (
            _("You can read here, but not write for now. What you typed is not lost.")
            if has_typed
            else _("You can read here, but not write for now.")
        )
        super().__init__(told, code="silenced")


def in_force(lines: Iterable[Any]) -> list[Restriction]:
    """Return those of the stored lines that hold now."""
    now = timezone.now().timestamp()
    return [each for each in (Restriction(*line) for line in lines) if each.is_in_force(now)]


def is_suspended(lines: Iterable[Any]) -> bool:
    """Say whether stored lines keep their member out now."""
    return any(each.kind == SUSPENDED for each in in_force(lines))


def is_silenced(lines: Iterable[Any], board: int | None) -> bool:
    """Say whether stored lines keep their member from writing on a board, or anywhere for None.

    Whoever is suspended writes nowhere.
    """
    return bool(silenced_boards(lines) & {None, board})


def silenced_boards(lines: Iterable[Any]) -> set[int | None]:
    """Return the boards on which stored lines keep their member from writing now.

    None among them stands for all.
    """
    return {each.board for each in in_force(lines) if each.kind != WARNED}


def check_may_write(member: "Member", board: int | None = None) -> None:
    """Return when no sanction keeps a member from writing on a board, or anywhere for None.

    Raises:
        Silenced: when one does.
    """
    if member.restrictions and is_silenced(member.restrictions, board):
        raise Silenced
