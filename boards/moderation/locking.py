"""What the actions on cases share: the lock, and who comes too late.

Whoever needs both holds a case before the thing that it is about.
"""

from typing import Any, NamedTuple

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.kinds import ReportableKind, board_of, kind_of_case
from boards.moderation.models import Case
from boards.moderation.permissions import Decider, can_moderate_case


class DecidedMeanwhile(ValidationError):
    """Somebody else was faster; nothing of theirs is overwritten."""

    def __init__(self) -> None:
        super().__init__(_("Another moderator was faster. Nothing was changed."), code="conflict")


class CaseAndThing(NamedTuple):
    """A case that is held, and what it is about: None when that was deleted."""

    case: Case
    kind: ReportableKind
    thing: Any | None


def locked_case(pk: int) -> CaseAndThing:
    """Reload a case, on the board where its thing is now, and hold it in this transaction."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("board")
    case = cases.get(pk=pk)
    kind = kind_of_case(case)
    thing = kind.find(case.target_id)
    board = board_of(case, thing)
    if board != case.board:
        case.board = board
        case.save(update_fields=["board"])
    return CaseAndThing(case, kind, thing)


def case_to_decide(*, case: Case, by: Member, state: str, may_be_own: bool = False) -> CaseAndThing:
    """Return the locked case and its thing, when the case is still as `by` saw it.

    Args:
        may_be_own: whether nothing is left to be decided, so that the author may close it too.

    Raises:
        PermissionDenied: when `by` does not moderate its board.
        ValidationError: with the code `own`, when others are to decide it.
        DecidedMeanwhile: when it has another state by now.
    """
    locked = locked_case(case.pk)
    if not can_moderate_case(by, locked.case):
        raise PermissionDenied
    if not may_be_own and (
        Decider(by).must_leave_to_others(locked.case) or _is_concerned(locked, by)
    ):
        raise ValidationError(_("It is about something of yours: others decide."), code="own")
    if locked.case.state != state:
        raise DecidedMeanwhile
    return locked


def _is_concerned(locked: CaseAndThing, by: Member) -> bool:
    if locked.thing is None or by.is_superuser:
        return False
    return locked.kind.is_concerned(locked.thing, by)
