"""Says something to the other moderators of a case."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.moderation.locking import locked_case
from boards.moderation.models import Case, CaseMessage
from boards.moderation.models.note import MAX_MESSAGES
from boards.moderation.talk.permissions import can_talk_about


@transaction.atomic
def add_message(*, case: Case, by: Member, text: str) -> CaseMessage:
    """Add to the thread of a case, open or decided; nothing in it is changed afterwards.

    Args:
        text: checked by the form.

    Raises:
        PermissionDenied: when `by` may not decide the case, or it is about them.
        ValidationError: with the code `full`, when there are `MAX_MESSAGES`.
    """
    held = locked_case(case.pk).case
    if not can_talk_about(by, held):
        raise PermissionDenied
    if held.messages.count() >= MAX_MESSAGES:
        message = _("There are %(most)d messages already. Decide, or talk elsewhere.")
        raise ValidationError(message, code="full", params={"most": MAX_MESSAGES})
    return CaseMessage.objects.create(case=held, by=by, text=text)
