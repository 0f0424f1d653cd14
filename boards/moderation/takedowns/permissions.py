"""Who may see and decide takedown requests."""

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from boards.members.models import Member
from boards.members.viewers import Viewer

_CODENAME = "handle_takedowns"


def can_handle_takedowns(viewer: Viewer | None) -> bool:
    """Say whether the viewer is staff and was given the permission; superusers have it.

    Of who is no staff nothing is asked, so that the pages of moderators need no query for it.
    """
    return (
        isinstance(viewer, Member)
        and viewer.is_active
        and (viewer.is_staff or viewer.is_superuser)
        and viewer.has_perm(f"boards_moderation.{_CODENAME}")
    )


def who_handle_takedowns() -> "QuerySet[Member]":
    """Return the members for whom `can_handle_takedowns` holds."""
    permission = Q(codename=_CODENAME, content_type__app_label="boards_moderation")
    granted = Permission.objects.filter(permission)
    given = Q(user_permissions__in=granted) | Q(groups__permissions__in=granted)
    holds = Q(is_superuser=True) | (Q(is_staff=True) & given)
    return Member.objects.filter(holds, is_active=True).distinct()
