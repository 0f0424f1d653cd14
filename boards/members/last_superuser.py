"""Keeps the site from losing the last person who may do everything."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member


def lock_leaving_member(member_id: int) -> Member:
    """Return the member, whose row is held until the transaction ends, as `hold_with_superusers`.

    Of two who leave at once, the second sees that the first is gone.
    """
    return next(row for row in hold_with_superusers(member_id) if row.pk == member_id)


def hold_with_superusers(member_id: int) -> list[Member]:
    """Hold the rows of a member and of all superusers until the transaction ends; return them.

    In one order, so that nobody waits in a circle: call it before anything else holds one of them.
    """
    held = Member.objects.select_for_update(no_key=True).order_by("pk")
    rows = held.filter(models.Q(pk=member_id) | models.Q(is_superuser=True, is_active=True))
    return list(rows)


def refuse_last_superuser(member: Member) -> None:
    """Raise ValidationError when no other superuser would stay who may enter the admin."""
    if not member.is_superuser:
        return
    staying = Member.objects.filter(
        is_superuser=True, is_staff=True, is_active=True, deletion_asked_at__isnull=True
    )
    if not staying.exclude(pk=member.pk).exists():
        raise ValidationError(
            _("You are the last administrator. Make someone else an administrator first."),
            code="last_superuser",
        )
