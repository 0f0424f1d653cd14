"""What whoever decides takedown requests is shown, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from boards.members.models import Member
from boards.moderation.kinds import Shown, kind_of
from boards.moderation.takedowns import deadlines
from boards.moderation.takedowns.models import Result, TakedownRequest, TakedownTarget
from boards.posts.models import Upload

PAGE = 30  # requests
_HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Clock:
    """How long is left until a deadline, in whole hours; `hours` have passed where it is over."""

    hours: int
    is_overdue: bool
    is_urgent: bool

    def __str__(self) -> str:
        counted = {"hours": self.hours}
        if self.is_overdue:
            said = ngettext("Overdue by %(hours)d hour", "Overdue by %(hours)d hours", self.hours)
        elif self.hours:
            said = ngettext("%(hours)d hour left", "%(hours)d hours left", self.hours)
        else:
            said = gettext("Less than an hour left")
        return said % counted


def clock_of(request: TakedownRequest) -> Clock:
    """Return the clock of a request; it is urgent in the last hours, and when time is over."""
    left = request.due_at - timezone.now()
    return Clock(abs(left) // _HOUR, left < timedelta(), left < deadlines.URGENT)


@dataclass(frozen=True)
class Row:
    """One request of the list: nothing of its sender."""

    takedown: TakedownRequest
    clock: Clock
    things: int


def waiting(*, page: int) -> tuple[list[Row], bool]:
    """Return the requests of a page, counted from 1, and whether there are more; one query."""
    open_ones = TakedownRequest.objects.open().most_urgent_first()
    counted = open_ones.only("claim", "received_at", "due_at", "result").annotate(
        things=Count("targets", filter=Q(targets__source=TakedownTarget.Source.NAMED))
    )
    first = (page - 1) * PAGE
    found = list(counted[first : first + PAGE + 1])
    rows = [Row(each, clock_of(each), each.things) for each in found[:PAGE]]
    return rows, len(found) > PAGE


@dataclass(frozen=True)
class Thing:
    """One thing of a request; neither `shown` nor `upload` when it was deleted."""

    target: TakedownTarget
    label: Any
    shown: Shown | None
    upload: Upload | None


def things_of(targets: Iterable[TakedownTarget], viewer: Member) -> list[Thing]:
    """Return the things of a request, loaded by one query for each kind."""
    rows = list(targets)
    loaded = {code: _loaded(code, rows) for code in {row.kind for row in rows}}
    return [_thing(row, loaded[row.kind].get(row.target_id), viewer) for row in rows]


def choices_of(request: TakedownRequest) -> Sequence[Result]:
    """Return what can be decided now."""
    if not request.is_open:
        return ()
    if not request.is_counter:
        return Result.REMOVED, Result.REFUSED
    is_early = timezone.now() < request.restore_from
    return (Result.REFUSED,) if is_early else (Result.RESTORED, Result.REFUSED)


def _loaded(code: str, rows: Sequence[TakedownTarget]) -> dict[str, Any]:
    numbers = [row.target_id for row in rows if row.kind == code]
    if code == "upload":
        uploads = Upload.objects.filter(pk__in=[UUID(each) for each in numbers])
        return {str(each.pk): each for each in uploads.select_related("post", "comment")}
    kind = kind_of(code)
    found = kind.load([int(each) for each in numbers]) if kind else {}
    return {str(pk): thing for pk, thing in found.items()}


def _thing(target: TakedownTarget, thing: Any, viewer: Member) -> Thing:
    kind = kind_of(target.kind)
    if isinstance(thing, Upload):
        return Thing(target, thing.get_kind_display(), None, thing)
    shown = kind.shown(thing, viewer) if kind and thing is not None else None
    return Thing(target, kind.label if kind else target.kind, shown, None)
