"""The lines of the log that a moderator may read, filtered, the newest first."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from boards.db.keys import key_in, page_before
from boards.duties import Duties
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.models import Board
from boards.moderation.kinds import kind_of
from boards.moderation.log.verbs import DETAILS, VERBS, kind_label, verb_label
from boards.moderation.models import ModerationEntry
from boards.moderation.undoing.aspects import duty_for, with_latest
from boards.moderation.undoing.presence import with_presence
from boards.moments import site_time
from boards.moments.display import in_minutes
from boards.posts.models import Post

PAGE = 50  # lines
_MOMENTS = ("starts_at", "ends_at")  # as ISO 8601 has them
IN_ENGLISH = "_en"  # what the log has a second name by (`boards.posts.locking.category_for_log`)
UNREAD = "_"  # begins the names of what is there to undo what was done
_DAY_LENGTH = len("2026-11-30")
_YEARS = range(1970, 9999)  # a day more, or less by a time zone, is still a date


@dataclass(frozen=True)
class Filters:
    """What of the log is asked for; empty for all of it."""

    board: str = ""  # slug
    by: int | None = None
    verb: str = ""
    first: date | None = None
    last: date | None = None
    member: int | None = None  # what is about whom


@dataclass(frozen=True)
class Line:
    """One line, in the language of the page."""

    entry: ModerationEntry
    who: str
    what: str
    kind: str
    path: str
    details: Sequence[str]
    can_be_undone: bool = False


def filters_in(query: Mapping[str, str]) -> Filters:
    """Return the filters of a query string; what cannot be read asks for nothing special."""
    verb = query.get("verb", "")
    return Filters(
        board=query.get("board", "").replace("\0", ""),
        by=key_in(query.get("by", "")),
        verb=verb if verb in VERBS else "",
        first=_day(query.get("first", "")),
        last=_day(query.get("last", "")),
        member=key_in(query.get("member", "")),
    )


def entries_for(
    viewer: Member, boards: Sequence[Board], filters: Filters
) -> "QuerySet[ModerationEntry]":
    """Return the entries of the boards that the viewer moderates; to superusers, all of them."""
    entries = ModerationEntry.objects.select_related("by", "board").order_by("-pk")
    if filters.board or not viewer.is_superuser:
        slugs = [filters.board] if filters.board else [board.slug for board in boards]
        of_boards = [board.pk for board in boards if board.slug in slugs]
        # A move is also told where the post was taken from.
        entries = entries.filter(Q(board__in=of_boards) | Q(from_board__in=of_boards))
    if filters.by:
        entries = entries.filter(by=filters.by)
    if filters.verb:
        entries = entries.filter(verb=filters.verb)
    if filters.member:
        entries = entries.filter(kind="member", target_id=str(filters.member))
    if filters.first:
        entries = entries.filter(at__gte=site_time.midnight(filters.first))
    if filters.last:
        entries = entries.filter(at__lt=site_time.midnight(filters.last + timedelta(days=1)))
    return entries


def page_of(
    entries: "QuerySet[ModerationEntry]",
    viewer: Member,
    boards: Sequence[Board],
    *,
    before: int | None,
) -> tuple[list[Line], int | None]:
    """Return some lines, and the key from which the next page goes on; None for no more.

    Args:
        boards: those that the viewer moderates, for whatever, with what for.
    """
    rows, last = page_before(with_presence(with_latest(entries)), before, size=PAGE)
    duties = {board.pk: Duties(board.duties) for board in boards}
    lines = (
        replace(line_of(entry, viewer), can_be_undone=_can_undo(entry, viewer, duties))
        for entry in rows
    )
    return list(lines), last


def _can_undo(entry: ModerationEntry, viewer: Member, duties: Mapping[int, Duties]) -> bool:
    """Say whether the viewer is offered to undo a line; the action asks everything again."""
    duty, ends_at = duty_for(entry), entry.after.get("ends_at")
    is_over = ends_at is not None and datetime.fromisoformat(ends_at) <= timezone.now()
    is_latest, is_there = entry.is_undoable, entry.present is not None  # type: ignore[attr-defined]
    if not (duty and is_latest and is_there) or is_over:
        return False
    if viewer.is_superuser:
        return True
    moved_from = [entry.from_board_id] if entry.verb == "move" else []
    return all(
        board is not None and duty in duties.get(board, Duties.NONE)
        for board in (entry.board_id, *moved_from)
    )


def lines_of(entries: "QuerySet[ModerationEntry]", viewer: Member) -> Iterator[Line]:
    """Yield all of the lines, some of them in memory at a time."""
    for entry in entries.iterator(chunk_size=500):
        yield line_of(entry, viewer)


def line_of(entry: ModerationEntry, viewer: Member) -> Line:
    """Return an entry in the language of the page, with the name that the viewer may see."""
    kind = kind_of(entry.kind)
    number = key_in(entry.target_id)
    return Line(
        entry=entry,
        who=name_for(viewer, entry.by) if entry.by else "",
        what=verb_label(entry.verb),
        kind=kind_label(entry.kind),
        path=kind.path(number) if kind and number else "",
        details=list(_details(entry.before, entry.after)),
    )


def _details(before: dict[str, Any], after: dict[str, Any]) -> Iterator[str]:
    for name in dict.fromkeys([*before, *after]):
        if name.endswith(IN_ENGLISH) or name.startswith(UNREAD):
            continue  # told with the name that it translates, or not at all
        old, new = _said(name, before), _said(name, after)
        if old != new:
            change = " → ".join(each for each in (old, new) if each)
            yield f"{DETAILS.get(name, name)}: {change}"


def _said(name: str, values: dict[str, Any]) -> str:
    """Return one of the values in words; a name in the language of the page, where it has one."""
    value = values.get(name)
    if value is None:
        return "–"
    if name in _MOMENTS:
        return in_minutes(datetime.fromisoformat(value))
    if name == "fields":
        return ", ".join(map(_field_label, value))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    in_english = values.get(f"{name}{IN_ENGLISH}") if get_language() == "en" else ""
    return str(in_english or value)


def _field_label(name: str) -> str:
    try:
        return str(Post._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    except FieldDoesNotExist:
        return name


def _day(text: str) -> date | None:
    try:
        day = date.fromisoformat(text) if len(text) == _DAY_LENGTH else None
    except ValueError:
        return None
    return day if day and day.year in _YEARS else None
