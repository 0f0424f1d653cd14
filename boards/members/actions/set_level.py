"""Sets the level of a member by hand, or lets it rise by itself again."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.levels import Level
from boards.members.models import Member


@transaction.atomic
def set_level(*, member: Member, by: Member, level: Level | None) -> bool:
    """Store a level that stays; return whether that changed anything.

    Args:
        level: None lets the level, as it is, rise by itself again.

    Raises:
        PermissionDenied: when `by` is no superuser, or no longer one.
        ValidationError: for an account that its owner deleted.
    """
    held = Member.objects.select_for_update(no_key=True).order_by("pk")
    rows = {row.pk: row for row in held.filter(pk__in=(member.pk, by.pk))}
    acting, stored = rows.get(by.pk), rows[member.pk]
    if acting is None or not (acting.is_active and acting.is_superuser):
        raise PermissionDenied
    if stored.deleted_at is not None:
        raise ValidationError(_("This account was deleted by its owner."), code="deleted")
    wanted = (stored.level if level is None else level, level is not None)
    if (stored.level, stored.level_is_fixed) == wanted:
        return False
    member.level, member.level_is_fixed = wanted
    member.save(update_fields=["level", "level_is_fixed"])
    return True
