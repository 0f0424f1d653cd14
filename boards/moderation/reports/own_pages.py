"""What a member sees of their reports, and of decisions about what they wrote."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from boards.members.models import Member
from boards.moderation.kinds import Shown, kind_of_case, loaded_things
from boards.moderation.models import AGAINST_AUTHOR, Decision, Report
from boards.moderation.permissions import SANCTION

PAGE = 20  # rows


@dataclass(frozen=True)
class OwnReport:
    """One report, and what came of it."""

    report: Report
    label: Any
    path: str
    decision: Decision | None


@dataclass(frozen=True)
class OwnDecision:
    """One decision about something of the member's; `shown` is None when that is gone."""

    decision: Decision
    label: Any
    shown: Shown | None
    can_appeal: bool


def reports_of(member: Member, *, before: int | None) -> tuple[list[OwnReport], int | None]:
    """Return the latest reports, and the key from which the next page goes on; None for no more."""
    reports = Report.objects.filter(reporter=member).select_related(
        "reason", "case__decision__rule", "case__decision__appeal"
    )
    rows, last = _page(reports.order_by("-pk"), before)
    return [_own_report(report) for report in rows], last


def decisions_about(member: Member, *, before: int | None) -> tuple[list[OwnDecision], int | None]:
    """Return the latest decisions that changed something of the member's, as `reports_of` does.

    Sanctions that were given by themselves have a page of their own.
    """
    told = Q(outcome__in=AGAINST_AUTHOR) | Q(case__was_hidden_by_reports=True)
    decisions = Decision.objects.filter(told, case__author=member).exclude(case__kind=SANCTION)
    decisions = decisions.select_related("case", "rule", "appeal", "sanction").order_by("-pk")
    rows, last = _page(decisions, before)
    things = loaded_things(decision.case for decision in rows)
    return [_own_decision(row, things, member) for row in rows], last


def _page(rows: "QuerySet[Any]", before: int | None) -> tuple[Sequence[Any], int | None]:
    kept = list((rows.filter(pk__lt=before) if before else rows)[: PAGE + 1])
    return kept[:PAGE], kept[PAGE - 1].pk if len(kept) > PAGE else None


def _own_report(report: Report) -> OwnReport:
    kind = kind_of_case(report.case)
    return OwnReport(
        report=report,
        label=kind.label,
        path=kind.path(report.case.target_id),
        decision=getattr(report.case, "decision", None),
    )


def _own_decision(
    decision: Decision, things: dict[tuple[str, int], Any], member: Member
) -> OwnDecision:
    case = decision.case
    kind, thing = kind_of_case(case), things.get((case.kind, case.target_id))
    if decision.sanction is not None:
        holds = not decision.sanction.is_over()
    else:
        holds = thing is not None and kind.is_hidden(thing)
    return OwnDecision(
        decision=decision,
        label=kind.label,
        shown=None if thing is None else kind.shown(thing, member),
        can_appeal=holds and decision.can_be_appealed and not hasattr(decision, "appeal"),
    )
