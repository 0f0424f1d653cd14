"""Keeps the site from losing the last person who may do everything."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member


def lock_leaving_member(member_id: int) -> Member:
    """Return the member, whose row is held until the transaction ends.

    The rows of all superusers are held with it, in one order, so that of two who leave at once
    the second sees that the first is gone.
    """
    held = Member.objects.select_for_update(no_key=True).order_by("pk")
    rows = held.filter(models.Q(pk=member_id) | models.Q(is_superuser=True, is_active=True))
    return next(row for row in rows if row.pk == member_id)


def hold_superusers() -> None:
    """Hold the rows of all superusers until the transaction ends, as `lock_leaving_member` does."""
    held = Member.objects.select_for_update(no_key=True).order_by("pk")
    list(held.filter(is_superuser=True, is_active=True).values_list("pk"))


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
