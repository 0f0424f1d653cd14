"""What both decisions share: the row that waits, and who was there first."""

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from boards.filters.akismet.decided import after_decision
from boards.filters.models import Waiting
from boards.members.models import Member
from boards.members.viewers import name_for
from boards.posts.locking import check_is_not_waiting, post_to_moderate
from boards.posts.states import GONE


def row_to_decide(row: Waiting, by: Member) -> Waiting:
    """Return the row with its post, held until the transaction ends, if nobody has decided it yet.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: when the post was deleted; with the code `decided`, and who decided what;
            with the code `waiting` for the mark of a text that waits, which has another row for
            that.
    """
    post = post_to_moderate(post=row.post, by=by)  # locked first, as in all that happens to a post
    rows = Waiting.objects.select_for_update(of=("self",), no_key=True).select_related("comment")
    locked = rows.filter(pk=row.pk).first()
    if locked is None or (locked.comment is not None and locked.comment.state in GONE):
        raise ValidationError(_("It was deleted in the meantime."), code="decided")
    if locked.decided_at is not None:
        raise ValidationError(_already(locked, by), code="decided")
    locked.post = post
    if not locked.is_held:
        check_is_not_waiting(locked.comment or post)
    return locked


def store_decision(row: Waiting, *, by: Member, decision: str, reason: str = "") -> None:
    """Store what was decided."""
    row.decision, row.reason = decision, reason
    row.decided_by, row.decided_at = by, timezone.now()
    row.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
    after_decision(row)


def _already(row: Waiting, by: Member) -> str:
    name = name_for(by, row.decided_by) if row.decided_by else _("another moderator")
    if row.decision == Waiting.Decision.APPROVED:
        return _("%(name)s has already approved this.") % {"name": name}
    return _("%(name)s has already refused this.") % {"name": name}
