"""Switches a member off, or on again.

A member who is switched off counts as a guest from the next request on; what they wrote stays.
"""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member


def deactivate_member(*, member: Member, by: Member) -> bool:
    """Switch the member off; return whether that changed anything.

    Raises:
        PermissionDenied: when `by` is no superuser, or no longer one.
        ValidationError: for oneself: whoever could undo it would be gone. So one superuser stays.
    """
    if member.pk == by.pk:
        raise ValidationError(_("You cannot switch off yourself."), code="oneself")
    return _set_active(member=member, by=by, is_active=False)


def activate_member(*, member: Member, by: Member) -> bool:
    """Let the member sign in again; return whether that changed anything.

    Raises:
        PermissionDenied: when `by` is no superuser, or no longer one.
        ValidationError: for an account that its owner deleted: nothing is left to sign in with.
    """
    if member.deleted_at is not None:
        raise ValidationError(_("This account was deleted by its owner."), code="deleted")
    return _set_active(member=member, by=by, is_active=True)


@transaction.atomic
def _set_active(*, member: Member, by: Member, is_active: bool) -> bool:
    # Both rows in one order: of two superusers who switch each other off, the second is refused.
    held = Member.objects.select_for_update(no_key=True).order_by("pk")
    rows = {row.pk: row for row in held.filter(pk__in=(member.pk, by.pk))}
    acting = rows.get(by.pk)
    if acting is None or not (acting.is_active and acting.is_superuser):
        raise PermissionDenied
    if rows[member.pk].is_active == is_active:
        return False
    member.is_active = is_active
    member.save(update_fields=["is_active"])
    return True
