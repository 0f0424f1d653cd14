"""What a member sees of their reports, and of decisions about what they wrote."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Q

from boards.db.keys import page_before
from boards.filters.models import Waiting
from boards.members.models import Member
from boards.moderation.kinds import Shown, kind_of_case, loaded_things, restorable_things
from boards.moderation.models import (
    HIDING,
    TOLD_AUTHOR,
    Appeal,
    Case,
    CleanUpItem,
    Decision,
    Outcome,
    Report,
)
from boards.moderation.permissions import SANCTION
from boards.moderation.post_kind import PostKind
from boards.moderation.takedowns.models import TakedownRequest
from boards.moderation.takedowns.things import taken_down_by
from boards.posts.models import Post

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

    @property
    def is_there(self) -> bool:
        """Whether the author can look at it: it was not hidden, or is shown again."""
        return self.shown is not None and not self.shown.is_hidden


class WhyHidden(NamedTuple):
    """Why a post is hidden, as its author may know it.

    Attributes:
        is_by_reports: whether no moderator has decided yet.
        reason: in a moderator's words; empty where none are for the author.
        decision: about reports; None for anything else.
        takedown: the request for which it was removed; nothing but it is told then.
    """

    is_by_reports: bool = False
    reason: str = ""
    decision: Decision | None = None
    can_appeal: bool = False
    takedown: TakedownRequest | None = None


def reports_of(member: Member, *, before: int | None) -> tuple[list[OwnReport], int | None]:
    """Return the latest reports, and the key from which the next page goes on; None for no more."""
    reports = Report.objects.filter(reporter=member).select_related(
        "reason",
        "case__decision__rule",
        "case__decision__appeal",
        "case__decision__change__to_board",
    )
    rows, last = page_before(reports, before, size=PAGE)
    return [_own_report(report) for report in rows], last


def decisions_about(member: Member, *, before: int | None) -> tuple[list[OwnDecision], int | None]:
    """Return the latest decisions that changed something of the member's, as `reports_of` does.

    Sanctions that were given by themselves have a page of their own.
    """
    told = Q(outcome__in=TOLD_AUTHOR) | Q(case__was_hidden_by_reports=True)
    decisions = Decision.objects.filter(told, case__author=member).exclude(case__kind=SANCTION)
    decisions = decisions.select_related(
        "case", "rule", "appeal", "sanction", "change__to_board", "change__to_category"
    )
    rows, last = page_before(decisions, before, size=PAGE)
    things = loaded_things(decision.case for decision in rows)
    restorable = restorable_things(row.case for row in rows if row.outcome == Outcome.DELETE)
    return [_own_decision(row, things, restorable, member) for row in rows], last


def why_hidden(post: Post) -> WhyHidden:
    """Return why a hidden post is hidden, as its author may know it; four queries at most.

    Who hides a post without a report, a filter or a clean-up tells only the other moderators why.
    """
    takedown = taken_down_by(post)
    if takedown is not None:
        return WhyHidden(reason=takedown.reason, takedown=takedown)
    case = Case.objects.filter(kind=PostKind.code, target_id=post.pk, author=post.author_id)
    case = case.select_related("decision__rule", "decision__appeal")
    latest = case.order_by("-pk").first()
    decision = getattr(latest, "decision", None)
    if latest and decision is None and latest.was_hidden_by_reports:
        return WhyHidden(is_by_reports=True)
    appeal = getattr(decision, "appeal", None)
    if decision and decision.outcome in HIDING and not is_reversed(appeal):
        return WhyHidden(reason=decision.words, decision=decision, can_appeal=appeal is None)
    return WhyHidden(reason=_reason_of_clean_up(post) or _reason_of_mark(post))


def is_reversed(appeal: Appeal | None) -> bool:
    """Say whether an appeal, if there is one, brought the thing back."""
    return appeal is not None and appeal.result == Appeal.Result.REVERSED


def _reason_of_clean_up(post: Post) -> str:
    """Return why the clean-up that hides a post was begun; empty where none does."""
    hiding = CleanUpItem.objects.filter(
        kind=PostKind.code, target_id=post.pk, is_released=False, clean_up__undone_at=None
    )
    return hiding.order_by("-pk").values_list("clean_up__reason", flat=True).first() or ""


def _reason_of_mark(post: Post) -> str:
    """Return what a moderator told who hid a post that a filter had marked; empty without one."""
    marks = Waiting.objects.of_post(post).hidden_for_mark()
    return marks.order_by("-pk").values_list("reason", flat=True).first() or ""


def _own_report(report: Report) -> OwnReport:
    kind = kind_of_case(report.case)
    return OwnReport(
        report=report,
        label=kind.label,
        path=kind.path(report.case.target_id),
        decision=getattr(report.case, "decision", None),
    )


def _own_decision(
    decision: Decision,
    things: dict[tuple[str, int], Any],
    restorable: set[tuple[str, int]],
    member: Member,
) -> OwnDecision:
    case = decision.case
    kind, thing = kind_of_case(case), things.get((case.kind, case.target_id))
    if decision.sanction is not None:
        holds = not decision.sanction.is_over()
    elif hasattr(decision, "change"):
        holds = thing is not None and kind.still_is(thing, decision.change)
    else:
        holds = thing is not None and kind.is_hidden(thing)
        holds = holds or (case.kind, case.target_id) in restorable
    return OwnDecision(
        decision=decision,
        label=kind.label,
        shown=None if thing is None else kind.shown(thing, member),
        can_appeal=holds and decision.can_be_appealed and not hasattr(decision, "appeal"),
    )
