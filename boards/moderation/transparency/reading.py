"""The decisions that everybody may know of, and what is told of each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from boards.access import Access
from boards.members.masking import mask_name
from boards.moderation.kinds import kind_of_case
from boards.moderation.models import Decision, Outcome

PAGE = 50  # rows


@dataclass(frozen=True)
class PublicDecision:
    """What is told of a decision: neither titles nor typed words, which may hold what was hidden.

    Attributes:
        author: masked for everybody; empty where it is anonymous or has left.
    """

    decision: Decision
    label: Any
    board: Any
    author: str
    is_reversed: bool


def public_decisions(*, before: int | None) -> tuple[list[PublicDecision], int | None]:
    """Return the latest decisions, and the key from which the next page goes on; None for no more.

    About boards that guests may read, and about what belongs to no board.
    """
    rows = list(_decisions(before)[: PAGE + 1])
    shown = [_public(decision) for decision in rows[:PAGE]]
    return shown, rows[PAGE - 1].pk if len(rows) > PAGE else None


def _decisions(before: int | None) -> "QuerySet[Decision]":
    is_open = Q(case__board=None) | Q(case__board__read_access=Access.EVERYONE)
    decisions = Decision.objects.filter(is_open).exclude(outcome=Outcome.GONE)
    if before:
        decisions = decisions.filter(pk__lt=before)
    related = ("case__board", "case__author", "rule", "appeal")
    return decisions.select_related(*related).order_by("-pk")


def _public(decision: Decision) -> PublicDecision:
    case = decision.case
    author = None if case.is_anonymous else case.author
    appeal = getattr(decision, "appeal", None)
    return PublicDecision(
        decision=decision,
        label=kind_of_case(case).label,
        board=case.board,
        author=mask_name(author.handle) if author and not author.deleted_at else "",
        is_reversed=appeal is not None and appeal.result == appeal.Result.REVERSED,
    )
