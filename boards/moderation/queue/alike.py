"""Cases like another one: of the same author, or of something that is called or begins the same."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import OuterRef, Q, QuerySet, Value

from boards.caching.paths import cached_reverse
from boards.categories import JSONRows
from boards.members.models import Member
from boards.models import Board
from boards.moderation.models import Case, CaseState, Outcome
from boards.moderation.permissions import SANCTION
from boards.readable import moderated_of

MAX_LOOKED_AT = 10  # the latest of the author, and as many of the title
_COLUMNS = ("pk", "title", "state", "decision__outcome", "author", "is_anonymous")


@dataclass(frozen=True)
class Alike:
    """A case like another one; `outcome` says what became of it, in words."""

    title: str
    path: str
    is_by_author: bool
    outcome: Any


def alike(viewer: Member, boards: Sequence[Board]) -> "QuerySet[Case, Any]":
    """Return those like each case that the viewer may see, for a column that `alike_in` reads.

    Never by the author of something anonymous, nor something anonymous by its author.
    """
    others = Case.objects.exclude(pk=OuterRef(OuterRef("pk"))).exclude(kind=SANCTION)
    others = others.order_by("-pk")
    by_author = others.filter(author=OuterRef(OuterRef("author")), is_anonymous=False)
    # Where the case itself is anonymous, there are none: only equal ones of these are kept.
    by_author = by_author.filter(is_anonymous=OuterRef(OuterRef("is_anonymous")))
    by_title = others.exclude(title="").filter(title=OuterRef(OuterRef("title")))
    found = Case.objects.filter(
        Q(pk__in=by_author.values("pk")[:MAX_LOOKED_AT])
        | Q(pk__in=by_title.values("pk")[:MAX_LOOKED_AT])
    )
    if not viewer.is_superuser:
        found = found.filter(
            Q(board=None) | Q(board__in=[board.pk for board in moderated_of(boards)])
        )
    in_one_group = found.order_by().annotate(one=Value(1)).values("one")
    return in_one_group.annotate(rows=JSONRows(*_COLUMNS)).values("rows")


def alike_in(rows: str | None, case: Case, *, label: Any) -> list[Alike]:
    """Return what a column of `alike` holds, the latest first.

    Args:
        label: what a thing without a title is called.
    """
    return [
        Alike(
            title=title or label,
            path=cached_reverse("moderation:case", pk),
            is_by_author=author is not None
            and author == case.author_id
            and not (case.is_anonymous or is_anonymous),
            outcome=Outcome(outcome).label if outcome else CaseState(state).label,
        )
        for pk, title, state, outcome, author, is_anonymous in _latest_first(rows)
    ]


def _latest_first(rows: str | None) -> list[Any]:
    return sorted(json.loads(rows or "[]"), key=lambda row: row[0], reverse=True)
