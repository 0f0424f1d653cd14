"""What the actions on cases share: the lock, and who comes too late.

Whoever needs both holds a case before the thing that it is about.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.kinds import board_of, thing_of
from boards.moderation.models import Case
from boards.moderation.permissions import can_moderate_case, must_leave_to_others


class DecidedMeanwhile(ValidationError):
    """Somebody else was faster; nothing of theirs is overwritten."""

    def __init__(self) -> None:
        super().__init__(_("Another moderator was faster. Nothing was changed."), code="conflict")


def locked_case(pk: int) -> Case:
    """Reload a case, on the board where its thing is now, and hold it in this transaction."""
    cases = Case.objects.select_for_update(of=("self",)).select_related("board")
    case = cases.get(pk=pk)
    board = board_of(case, thing_of(case))
    if board != case.board:
        case.board = board
        case.save(update_fields=["board"])
    return case


def case_to_decide(*, case: Case, by: Member, state: str, may_be_own: bool = False) -> Case:
    """Return the locked case when it is still as `by` saw it.

    Args:
        may_be_own: whether nothing is left to be decided, so that the author may close it too.

    Raises:
        PermissionDenied: when `by` does not moderate its board.
        ValidationError: with the code `own`, when others are to decide it.
        DecidedMeanwhile: when it has another state by now.
    """
    locked = locked_case(case.pk)
    if not can_moderate_case(by, locked):
        raise PermissionDenied
    if not may_be_own and must_leave_to_others(by, locked):
        raise ValidationError(_("It is about something of yours: others decide."), code="own")
    if locked.state != state:
        raise DecidedMeanwhile
    return locked
