"""Begins to see the site as a member does."""

from datetime import timedelta

from django.conf import settings
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from boards.members.holding import hold_member
from boards.members.models import Member
from boards.moderation.log.actions.write_entry import write_entry
from boards.support.models import Look
from boards.support.permissions import can_see_as, can_see_as_members


@transaction.atomic
def begin_look(*, member: Member, by: Member, reason: str) -> Look:
    """Store and log that `by` sees the site as a member, for SEE_AS_MINUTES at most.

    Raises:
        PermissionDenied: when `by` may see it as nobody.
        ValidationError: with the code `rank`, when not as this member; for the field `reason`, when
            there is none.
    """
    if not can_see_as_members(by):
        raise PermissionDenied
    held = hold_member(member.pk)
    if held is None or not can_see_as(by, held):
        raise ValidationError(
            _("You can see the site only as a member who can sign in and stands lower than you."),
            code="rank",
        )
    if not reason.strip():
        raise ValidationError({"reason": _("Say why: the member reads it.")})
    now = timezone.now()
    ends_at = now + timedelta(minutes=settings.SEE_AS_MINUTES)
    look = Look.objects.create(member=held, by=by, reason=reason, began_at=now, ends_at=ends_at)
    write_entry(
        kind="member",
        target_id=held.pk,
        by=by,
        verb="look_begin",
        board=None,
        reason=reason,
        after={"ends_at": ends_at.isoformat(timespec="minutes")},
    )
    return look
