"""What pages of other rooms say of a sanction to the member who has it."""

from typing import Any

from django import template
from django.utils import timezone

from boards.members.models import Member
from boards.members.restrictions import in_force
from boards.members.viewers import Viewer
from boards.sanctions.models import Sanction, SanctionKind

register = template.Library()


@register.inclusion_tag("sanctions/_banner.html")
def sanction_banner(viewer: Viewer) -> dict[str, Any]:
    """Say on every page what holds now; asks the database only for who has something."""
    lines = in_force(viewer.restrictions) if isinstance(viewer, Member) else []
    if not lines:
        return {"sanctions": []}
    return {"sanctions": [each for each in _held(viewer) if _is_told(each)][:1]}


@register.inclusion_tag("sanctions/_notice.html")
def sanction_notice(viewer: Viewer) -> dict[str, Any]:
    """Say beside a form that was refused why, until when, and where to appeal."""
    if not isinstance(viewer, Member) or not viewer.restrictions:
        return {"sanctions": []}
    return {"sanctions": [each for each in _held(viewer) if each.kind != SanctionKind.WARN]}


def _held(viewer: Viewer) -> list[Sanction]:
    """Return what holds now, what is widest first; warnings after what takes something away."""
    held = Sanction.objects.filter(member=viewer.pk).in_force(timezone.now())
    by_width = sorted(held.select_related("board").order_by("-pk")[:20], key=_width)
    return list(by_width)


def _width(sanction: Sanction) -> tuple[bool, bool]:
    return sanction.kind == SanctionKind.WARN, sanction.board_id is not None


def _is_told(sanction: Sanction) -> bool:
    return sanction.kind != SanctionKind.WARN or sanction.read_at is None
