"""What a member is told of the sanctions that hold against them."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple

from django.utils import timezone

from boards.members.models import Member
from boards.members.restrictions import WARNED, Restriction, in_force
from boards.members.viewers import Viewer
from boards.navigation import Tab
from boards.sanctions.models import Sanction, SanctionKind

MAX_TOLD = 20  # sanctions beside a form that was refused


class Told(NamedTuple):
    """What the banner says of one sanction.

    Attributes:
        is_warning: it takes nothing away.
        is_on_board: it is for one board alone.
        board: that board's name; empty where the page has no tab of it.
        ends_at: None without an end.
    """

    is_warning: bool
    is_on_board: bool
    board: str
    ends_at: datetime | None


def widest_of(viewer: Viewer, tabs: Iterable[Tab]) -> Told | None:
    """Return what takes most from the viewer now, from the viewer's own row; None for nothing.

    Of what is as wide the newest. It asks the database nothing, as it stands on every page.

    Args:
        tabs: of the page, in which the boards have their names.
    """
    held = in_force(viewer.restrictions) if isinstance(viewer, Member) else []
    if not held:
        return None
    widest = min(reversed(held), key=_width)
    ends_at = widest.ends_at
    return Told(
        is_warning=widest.kind == WARNED,
        is_on_board=widest.board is not None,
        board=next((tab.name for tab in tabs if tab.board == widest.board), ""),
        ends_at=None if ends_at is None else datetime.fromtimestamp(ends_at, UTC),
    )


def silences_of(viewer: Viewer) -> list[Sanction]:
    """Return what keeps the viewer from writing now, with its reason, what is widest first."""
    if not isinstance(viewer, Member) or not viewer.restrictions:
        return []
    held = Sanction.objects.filter(member=viewer.pk).in_force(timezone.now())
    silences = held.exclude(kind=SanctionKind.WARN).select_related("board")
    return sorted(silences.order_by("-pk")[:MAX_TOLD], key=lambda each: each.board_id is not None)


def _width(restriction: Restriction) -> tuple[bool, bool]:
    return restriction.kind == WARNED, restriction.board is not None
