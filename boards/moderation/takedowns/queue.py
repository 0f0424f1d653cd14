"""What whoever decides takedown requests is shown, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext, ngettext

from boards.members.models import Member
from boards.moderation.kinds import Shown, kind_of
from boards.moderation.queue.reading import place_in
from boards.moderation.takedowns import deadlines
from boards.moderation.takedowns.models import Result, TakedownRequest, TakedownTarget
from boards.moderation.takedowns.things import load_things, pictures_of
from boards.posts.models import Upload

PAGE = 30  # requests
IN_DAYS = 72  # hours
_HOUR = timedelta(hours=1)
Pictures = dict[tuple[str, str], list[Upload]]


@dataclass(frozen=True)
class Clock:
    """How long is left until a deadline, in whole hours; `hours` have passed where it is over.

    People read days from `IN_DAYS` on.
    """

    hours: int
    is_overdue: bool
    is_urgent: bool

    def __str__(self) -> str:
        if self.hours >= IN_DAYS:
            return self._in_days()
        counted = {"hours": self.hours}
        if self.is_overdue:
            said = ngettext("Overdue by %(hours)d hour", "Overdue by %(hours)d hours", self.hours)
        elif self.hours:
            said = ngettext("%(hours)d hour left", "%(hours)d hours left", self.hours)
        else:
            said = gettext("Less than an hour left")
        return said % counted

    def _in_days(self) -> str:
        days = self.hours // 24
        if self.is_overdue:
            said = ngettext("Overdue by %(days)d day", "Overdue by %(days)d days", days)
        else:
            said = ngettext("%(days)d day left", "%(days)d days left", days)
        return said % {"days": days}


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


@dataclass(frozen=True)
class TakedownPage:
    """Some requests; `after` leads to the next ones, empty when there are none."""

    rows: Sequence[Row]
    after: str


def page_of(*, after: str) -> TakedownPage:
    """Return the requests that wait, the earliest deadline first; one query.

    Args:
        after: of the page before; the first page for what is none.
    """
    waiting = TakedownRequest.objects.open().most_urgent_first()
    place = place_in(after)
    if place is not None:
        due, pk = place
        later = Q(due_at__gt=due) | Q(due_at=due, pk__gt=pk)
        waiting = waiting.filter(due_at__gte=due).filter(later)
    counted = waiting.only("claim", "received_at", "due_at", "result").annotate(
        things=Count("targets", filter=Q(targets__source=TakedownTarget.Source.NAMED))
    )
    found = list(counted[: PAGE + 1])
    shown, is_more = found[:PAGE], len(found) > PAGE
    last = f"{shown[-1].due_at.isoformat()}~{shown[-1].pk}" if is_more else ""
    return TakedownPage([Row(each, clock_of(each), each.things) for each in shown], last)


@dataclass(frozen=True)
class Thing:
    """One thing of a request; neither `shown` nor `upload` when it was deleted.

    Attributes:
        pictures: that are to be judged: of what a request names until it is decided, and a copy
            until it is confirmed.
    """

    target: TakedownTarget
    label: Any
    shown: Shown | None
    upload: Upload | None
    pictures: Sequence[Upload] = ()

    @property
    def is_unconfirmed(self) -> bool:
        """Whether somebody has to say that it is a copy."""
        return self.target.state == TakedownTarget.State.UNCONFIRMED


def things_of(targets: Iterable[TakedownTarget], viewer: Member) -> list[Thing]:
    """Return the things of a request, by one query for each kind, and one for their pictures."""
    rows = list(targets)
    loaded = {
        kind: load_things(kind, [row.target_id for row in rows if row.kind == kind])
        for kind in {row.kind for row in rows}
    }
    pairs = [(row, loaded[row.kind].get(row.target_id)) for row in rows]
    pictures = _pictures_by_thing(thing for row, thing in pairs if thing and _is_judged(row))
    return [_thing(row, thing, viewer, pictures) for row, thing in pairs]


def choices_of(request: TakedownRequest) -> Sequence[Result]:
    """Return what can be decided now."""
    if not request.is_open:
        return ()
    if not request.is_counter:
        return Result.REMOVED, Result.REFUSED
    return (Result.REFUSED,) if request.is_too_early else (Result.RESTORED, Result.REFUSED)


def _is_judged(target: TakedownTarget) -> bool:
    if target.source == TakedownTarget.Source.IDENTICAL:
        return target.state == TakedownTarget.State.UNCONFIRMED
    return target.request.is_open


def _pictures_by_thing(things: Iterable[Any]) -> Pictures:
    """Return the pictures that the things are or show, by kind and `target_id` of each."""
    pictures: Pictures = {}
    for upload in pictures_of(things).order_by("sent_at", "pk"):
        pictures["upload", str(upload.pk)] = [upload]
        shower = ("comment", upload.comment_id) if upload.comment_id else ("post", upload.post_id)
        pictures.setdefault((shower[0], str(shower[1])), []).append(upload)
    return pictures


def _thing(target: TakedownTarget, thing: Any, viewer: Member, pictures: Pictures) -> Thing:
    kind = kind_of(target.kind)
    label: Any = target.kind
    shown = upload = None
    if isinstance(thing, Upload):
        upload, label = thing, thing.get_kind_display()
    elif kind is not None:
        label, shown = kind.label, kind.shown(thing, viewer) if thing is not None else None
    judged = pictures.get((target.kind, target.target_id), ()) if _is_judged(target) else ()
    return Thing(target, label, shown, upload, judged)
