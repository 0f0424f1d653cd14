"""Undoes what a line of the log says."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.models import ModerationEntry
from boards.moderation.undoing.aspects import is_latest
from boards.moderation.undoing.reverses import REVERSES, changed_since, hold_post_of


@transaction.atomic
def undo_entry(*, entry: ModerationEntry, by: Member) -> None:
    """Do the opposite of what a line says, as one by one: with its permission, and logged itself.

    Raises:
        PermissionDenied: when `by` may not do the opposite.
        ValidationError: with the code `final`, for what has no opposite; `changed`, when somebody
            changed the same since, whoever that was; or as the action of the opposite says.
    """
    reverse = REVERSES.get((entry.kind, entry.verb))
    if reverse is None:
        raise ValidationError(_("This cannot be undone."), code="final")
    hold_post_of(entry)
    if not is_latest(entry):
        raise changed_since()
    reverse(entry, by)
