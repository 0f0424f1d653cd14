"""The rows of the queue, with all that it takes to decide, in a fixed number of queries."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.models import Case as When
from django.db.models import (
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
    Window,
)
from django.db.models import When as Then
from django.db.models.functions import Coalesce, RowNumber

from boards.caching.paths import cached_reverse
from boards.db.keys import key_in
from boards.members.models import Member
from boards.models import Board
from boards.moderation.kinds import (
    ReportableKind,
    Shown,
    board_of,
    kind_of_case,
    loaded_things,
    restorable_things,
)
from boards.moderation.models import AGAINST_AUTHOR, Appeal, Case, CaseState, Decision, Report
from boards.moderation.notes.reading import counted_for
from boards.moderation.permissions import SANCTION, Decider, is_about
from boards.moderation.queue import buttons
from boards.moderation.queue.alike import Alike, alike, alike_in
from boards.moderation.queue.placing import Places
from boards.moderation.talk import reading as talk
from boards.moderation.talk.reading import Said
from boards.readable import moderated_of
from boards.sanctions.permissions import can_sanction_everywhere, permission_everywhere

PAGE = 20  # cases
_MAX_MOMENT_LENGTH = len("2026-11-30T12:00:00.000000+00:00:00.000000")
MAX_TEXTS = 3  # of the reports with one reason that are shown; the rest is counted


@dataclass(frozen=True)
class ReasonCount:
    """How many reports give one reason, and what some of them say besides."""

    name: str
    count: int
    reports: Sequence[Report]


_Reasons = dict[int, list[ReasonCount]]


@dataclass(frozen=True)
class CaseRow:
    """One case, as one moderator sees it; `shown` is None when the thing is gone."""

    case: Case
    label: Any
    shown: Shown | None
    choices: Sequence[buttons.Choice]
    reasons: Sequence[ReasonCount]
    decision: Decision | None
    appeal: Appeal | None
    author_path: str  # of the page with the author's sanctions; empty where that tells
    is_own: bool
    is_for_others: bool
    needs_another: bool
    kind: ReportableKind
    thing: Any
    alike: Sequence[Alike]  # cases that may be about the same
    notes: int  # of moderators about the author; 0 where that tells
    said: Said | None  # the latest of what moderators said to each other
    said_times: int

    @property
    def earlier(self) -> int:
        """How often something of the author's was hidden or deleted before; 0 where that tells."""
        return 0 if self.shown is None or self.shown.is_anonymous else self.case.earlier  # type: ignore[attr-defined]


@dataclass(frozen=True)
class QueuePage:
    """Some cases; `after` leads to the next ones, empty when there are none."""

    rows: Sequence[CaseRow]
    after: str
    is_first: bool


def page_of(viewer: Member, boards: Sequence[Board], *, after: str) -> QueuePage:
    """Return the cases that wait for this viewer, those that wait longest first.

    Args:
        boards: where the viewer decides about content or members, with their `duties`.
        after: of the page before; the first page for what is none.
    """
    waiting = _waiting_for(viewer, boards).order_by("waiting_since", "pk")
    place = place_in(after)
    if place is not None:
        since, pk = place
        later = Q(waiting_since__gt=since) | Q(waiting_since=since, pk__gt=pk)
        waiting = waiting.filter(waiting_since__gte=since).filter(later)
    cases = list(_with_details(waiting, viewer, boards)[: PAGE + 1])
    is_more = len(cases) > PAGE
    cases = cases[:PAGE]
    last = f"{cases[-1].waiting_since.isoformat()}~{cases[-1].pk}" if is_more else ""
    rows = rows_of(cases, viewer, Places(boards))
    if not viewer.is_superuser:
        # What was moved in this very moment is for others, and its case follows at once.
        own = {None, *(board.pk for board in boards)}
        rows = [row for row in rows if row.case.board_id in own]
    return QueuePage(rows, last, is_first=place is None)


def row_of(pk: int, viewer: Member, boards: Sequence[Board]) -> CaseRow | None:
    """Return one case, waiting or decided; None where there is none."""
    cases = list(_with_details(Case.objects.filter(pk=pk), viewer, boards))
    return rows_of(cases, viewer, Places(boards, in_full=True))[0] if cases else None


def rows_of(cases: Sequence[Case], viewer: Member, places: Places) -> list[CaseRow]:
    """Return the rows of cases that `_with_details` loaded."""
    things = loaded_things(cases)
    restorable = restorable_things(
        case for case in cases if case.state == CaseState.APPEALED and case.is_about_deleted
    )
    reasons = _reasons_of(cases)
    decider = Decider(viewer)
    return [
        _row(
            case,
            things.get((case.kind, case.target_id)),
            reasons,
            decider,
            places,
            can_be_restored=(case.kind, case.target_id) in restorable,
        )
        for case in cases
    ]


def _waiting_for(viewer: Member, boards: Sequence[Board]) -> "QuerySet[Case]":
    waiting = Case.objects.exclude(state=CaseState.DECIDED)
    if viewer.is_superuser:
        return waiting
    is_for_site = Q(kind=SANCTION, board=None)
    waiting = waiting.filter(~is_for_site | Exists(permission_everywhere(viewer)))
    return waiting.filter(
        Q(kind=SANCTION, board__in=[board.pk for board in boards if board.sanctions_members])
        | (~Q(kind=SANCTION) & _about_content(viewer, boards))
        | is_for_site
    )


def _about_content(viewer: Member, boards: Sequence[Board]) -> Q:
    """Keep what is on boards whose content the viewer moderates, and what is on none."""
    own = moderated_of(boards)
    is_on_none = Q(board=None) if own or can_sanction_everywhere(viewer) else Q(pk__in=())
    return Q(board__in=[board.pk for board in own]) | is_on_none


def _with_details(
    cases: "QuerySet[Case]", viewer: Member, boards: Sequence[Board]
) -> "QuerySet[Case]":
    against = Decision.objects.filter(
        case__author=OuterRef("author"),
        case__lt=OuterRef("pk"),
        case__is_anonymous=False,
        outcome__in=AGAINST_AUTHOR,
    )
    times = against.order_by().values("case__author").annotate(times=Count("pk")).values("times")
    return cases.select_related(
        "board",
        "decision__by",
        "decision__rule",
        "decision__appeal",
        "decision__sanction__board",
        "decision__change__to_board",
    ).annotate(
        earlier=Coalesce(Subquery(times, output_field=IntegerField()), Value(0)),
        is_for_site=Exists(permission_everywhere(viewer)),
        noted=Coalesce(
            Subquery(counted_for(viewer, boards, member="author"), output_field=IntegerField()),
            Value(0),
        ),
        said_times=Coalesce(Subquery(talk.counted(), output_field=IntegerField()), Value(0)),
        said=Subquery(talk.latest()),
        alike=Subquery(alike(viewer, boards), output_field=TextField()),
    )


def place_in(after: str) -> tuple[datetime, int] | None:
    """Return the moment, in UTC, and the key that a query string names; None for what is none."""
    since, _sign, number = after.partition("~")
    pk = key_in(number)
    if pk is None or len(since) > _MAX_MOMENT_LENGTH:
        return None
    try:
        moment = datetime.fromisoformat(since)
        # A moment of the first or last day may have no counterpart in UTC, and so no place.
        return (moment.astimezone(UTC), pk) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None


def _reasons_of(cases: Iterable[Case]) -> dict[int, list[ReasonCount]]:
    """Return by case how many reports give each reason, the most frequent first; one query."""
    each = [F("case"), F("reason")]
    says_nothing = When(Then(text="", then=Value(1)), default=Value(0))
    reports = (
        Report.objects.filter(case__in=[case.pk for case in cases])
        .select_related("reason")
        .annotate(
            times=Window(Count("pk"), partition_by=each),
            number=Window(RowNumber(), partition_by=each, order_by=[says_nothing, F("pk")]),
        )
        .filter(number__lte=MAX_TEXTS)
        .order_by("case", "-times", "reason__position", "pk")
    )
    found: dict[int, dict[int, list[Report]]] = {}
    for report in reports:
        found.setdefault(report.case_id, {}).setdefault(report.reason_id, []).append(report)
    return {
        case: [
            ReasonCount(str(rows[0].reason), rows[0].times, rows)  # type: ignore[attr-defined]
            for rows in by_reason.values()
        ]
        for case, by_reason in found.items()
    }


def _row(
    case: Case,
    thing: Any,
    reasons: _Reasons,
    decider: Decider,
    places: Places,
    *,
    can_be_restored: bool,
) -> CaseRow:
    viewer = decider.member
    case.board = board_of(case, thing)
    kind = kind_of_case(case)
    decision = getattr(case, "decision", None)
    is_own = is_about(viewer, case)
    loaded: Any = case  # with the columns of `_with_details`
    return CaseRow(
        case=case,
        label=kind.label,
        shown=None if thing is None else kind.shown(thing, viewer),
        choices=_choices(case, kind, thing, viewer, places, can_be_restored=can_be_restored),
        # Who is accused does not read by which words.
        reasons=() if is_own else reasons.get(case.pk, ()),
        decision=decision,
        appeal=getattr(decision, "appeal", None) if decision else None,
        author_path=_author_path(case),
        is_own=is_own,
        is_for_others=thing is not None and decider.must_leave_to_others(case),
        needs_another=case.state == CaseState.APPEALED
        and not decider.can_decide_appeal(case.decision),
        kind=kind,
        thing=thing,
        alike=() if is_own else alike_in(loaded.alike, case, label=kind.label),
        notes=0 if is_own or case.is_anonymous else loaded.noted,
        said=None if is_own else talk.latest_said(loaded.said, viewer),
        said_times=0 if is_own else loaded.said_times,
    )


def _author_path(case: Case) -> str:
    if case.author_id is None or case.is_anonymous:
        return ""
    return cached_reverse("moderation:member", case.author_id)


def _choices(
    case: Case,
    kind: ReportableKind,
    thing: Any,
    viewer: Member,
    places: Places,
    *,
    can_be_restored: bool,
) -> list[buttons.Choice]:
    is_there = thing is not None
    if case.state == CaseState.APPEALED:
        return buttons.of_appeal(case.decision, is_there=is_there or can_be_restored)
    if case.state != CaseState.OPEN:
        return []
    choices = buttons.of_case(kind, case, is_there=is_there, places=places)
    if not is_there or viewer.pk == case.author_id:
        return choices
    is_for_site = viewer.is_superuser or case.is_for_site  # type: ignore[attr-defined]
    sanctions = is_for_site or any(
        board.sanctions_members for board in places.boards if board.pk == case.board_id
    )
    if sanctions or case.board is None:
        choices += buttons.of_author(kind, case, is_for_site=is_for_site)
    return sorted(choices, key=lambda choice: choice.key)
