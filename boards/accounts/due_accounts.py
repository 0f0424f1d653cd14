"""Which accounts are to be deleted now."""

from django.db import models
from django.utils import timezone

from boards.members.models import DELETION_GRACE, Member


def due_accounts() -> list[int]:
    """Return the ids of the accounts whose time has come, and of those half deleted, by age."""
    due = models.Q(deletion_asked_at__lte=timezone.now() - DELETION_GRACE)
    half_deleted = models.Q(deletion_asked_at__isnull=False, deleted_at__isnull=False)
    members = Member.objects.filter(due | half_deleted).order_by("deletion_asked_at", "pk")
    return list(members.values_list("pk", flat=True))
