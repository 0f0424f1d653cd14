"""The decisions that everybody may know of, and what is told of each."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from boards.access import Access
from boards.db.keys import page_before
from boards.members.viewers import name_for
from boards.moderation.kinds import kind_of_case, private_kinds
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
    is_lifted: bool  # the sanction that it gave, before its end


def public_decisions(*, before: int | None) -> tuple[list[PublicDecision], int | None]:
    """Return the latest decisions, and the key from which the next page goes on; None for no more.

    About boards that guests may read, and about what belongs to no board.
    """
    is_open = Q(case__board=None) | Q(case__board__read_access=Access.EVERYONE)
    decisions = Decision.objects.filter(is_open).exclude(outcome=Outcome.GONE)
    decisions = decisions.exclude(case__kind__in=private_kinds())
    related = decisions.select_related(
        "case__board", "case__author", "rule", "appeal", "sanction", "change"
    )
    rows, last = page_before(related, before, size=PAGE)
    return [_public(decision) for decision in rows], last


def _public(decision: Decision) -> PublicDecision:
    case = decision.case
    author = None if case.is_anonymous else case.author
    appeal = getattr(decision, "appeal", None)
    return PublicDecision(
        decision=decision,
        label=kind_of_case(case).label,
        board=case.board,
        author=name_for(None, author) if author and not author.deleted_at else "",
        is_lifted=decision.sanction is not None and decision.sanction.lifted_at is not None,
        is_reversed=appeal is not None and appeal.result == appeal.Result.REVERSED,
    )
