"""What both decisions share: the row that waits, and who was there first."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.filters.models import Waiting
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.permissions import can_moderate
from boards.posts.models import Comment, Post
from boards.posts.states import STILL_WAITING, State


def row_to_decide(row: Waiting, by: Member) -> Waiting:
    """Return the row, held until the transaction ends, when nobody has decided it yet.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: with the code `decided`, and who decided what; with the code `waiting`
            for the mark of a text that waits, which has another row for that.
    """
    if not can_moderate(by, row.post.board):
        raise PermissionDenied
    locked = Waiting.objects.select_for_update(no_key=True).filter(pk=row.pk).first()
    if locked is None:
        raise ValidationError(_("It was deleted in the meantime."), code="decided")
    if locked.decided_at is not None:
        raise ValidationError(_already(locked, by), code="decided")
    if not locked.is_held and _waits(row.comment or row.post):
        raise ValidationError(STILL_WAITING, code="waiting")
    locked.post, locked.comment = row.post, row.comment
    return locked


def store_decision(row: Waiting, *, by: Member, decision: str, reason: str = "") -> None:
    """Store what was decided."""
    row.decision, row.reason = decision, reason
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])


def _waits(text: Post | Comment) -> bool:
    """Say whether a text waits now: it may have been read before it was locked."""
    rows = type(text)._default_manager.filter(pk=text.pk, state=State.WAITING)
    return rows.exists()


def _already(row: Waiting, by: Member) -> str:
    name = name_for(by, row.decided_by) if row.decided_by else _("another moderator")
    if row.decision == Waiting.Decision.APPROVED:
        return _("%(name)s has already approved this.") % {"name": name}
    return _("%(name)s has already refused this.") % {"name": name}
