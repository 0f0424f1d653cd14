"""Begins to hide all that a member has published."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.models import Board
from boards.moderation.cleaning.chunks import published_by
from boards.moderation.log.actions.write_entry import write_entry
from boards.moderation.models import CleanUp
from boards.moderation.sanctions.giving import check_is_above, held_member
from boards.permissions import can_moderate
from boards.sanctions.permissions import can_sanction_everywhere, can_sanction_on


@transaction.atomic
def clean_up(*, member: Member, by: Member, board: Board | None, reason: str) -> CleanUp:
    """Store and log that all posts and comments under a member's name are to be hidden.

    The texts themselves are hidden by `chunks.go_on`, some at a time.

    Args:
        board: None for the whole site.

    Raises:
        PermissionDenied: when `by` may not sanction there, or not hide what is written.
        ValidationError: with the code `own` or `rank` for whom `by` may not sanction; `missing`,
            when the account is gone; `conflict`, when another clean-up is at work, or there is
            nothing to hide; for the field `reason`, when there is none.
    """
    is_theirs = board is None or can_sanction_everywhere(by) or can_moderate(by, board)
    if not (is_theirs and can_sanction_on(by, board)):
        raise PermissionDenied
    held = held_member(member.pk)
    check_is_above(by, held)
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: other moderators read it.")})
    if CleanUp.objects.filter(member=held, finished_at=None).exists():
        raise ValidationError(
            _("Another moderator has begun to clean up after this member."), code="conflict"
        )
    number = sum(texts.count() for texts in published_by(held, board))
    if not number:
        raise ValidationError(_("There is nothing of this member to hide."), code="conflict")
    begun = CleanUp.objects.create(member=held, board=board, by=by, reason=reason)
    write_entry(
        kind="member",
        target_id=held.pk,
        by=by,
        verb="clean_up",
        board=board,
        reason=reason,
        after={"texts": number},
    )
    return begun
