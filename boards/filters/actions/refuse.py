"""Leaves what waited for a moderator unpublished, and says why."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.filters.actions.deciding import row_to_decide, store_decision
from boards.filters.models import MAX_REASON_LENGTH, Waiting
from boards.members.characters import is_longer_than, shows_nothing
from boards.members.models import Member
from boards.posts.comments.actions.hide_comment import hide_comment
from boards.posts.comments.actions.refuse_comment import refuse_comment
from boards.posts.moderation.actions.hide_post import hide_post
from boards.posts.moderation.actions.refuse_post import refuse_post
from boards.posts.text.sanitising import storable


@transaction.atomic
def refuse(*, row: Waiting, by: Member, reason: str) -> Waiting:
    """Leave the text to its author, who reads the reason; one that is only marked is hidden.

    Raises:
        PermissionDenied: when `by` does not moderate the board.
        ValidationError: when it was decided or deleted in the meantime; with the code `reason`,
            when that is empty or too long.
    """
    reason = " ".join(storable(reason).split())
    if shows_nothing(reason):
        raise ValidationError(_("Say why: the writer reads it."), code="reason")
    if is_longer_than(reason, MAX_REASON_LENGTH):
        message = _("A reason has %(most)d characters at most.") % {"most": MAX_REASON_LENGTH}
        raise ValidationError(message, code="reason")
    row = row_to_decide(row, by)
    if row.comment is not None:
        act = refuse_comment if row.is_held else hide_comment
        act(comment=row.comment, by=by, reason=reason)
    else:
        act_on_post = refuse_post if row.is_held else hide_post
        act_on_post(post=row.post, by=by, reason=reason)
    store_decision(row, by=by, decision=Waiting.Decision.REFUSED, reason=reason)
    return row
