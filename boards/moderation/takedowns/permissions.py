"""Who may see and decide takedown requests."""

from django.db.models import Q, QuerySet

from boards.members.backends import MemberBackend
from boards.members.models import Member
from boards.members.viewers import Viewer

PERMISSION = "boards_moderation.handle_takedowns"


def can_handle_takedowns(viewer: Viewer | None) -> bool:
    """Say whether the viewer is staff and was given the permission; superusers have it.

    Of who is no staff nothing is asked, so that the pages of moderators need no query for it.
    """
    return (
        isinstance(viewer, Member)
        and viewer.is_active
        and (viewer.is_staff or viewer.is_superuser)
        and viewer.has_perm(PERMISSION)
    )


def who_handle_takedowns() -> "QuerySet[Member]":
    """Return the members for whom `can_handle_takedowns` holds."""
    holders: QuerySet[Member] = MemberBackend().with_perm(PERMISSION)
    return holders.filter(Q(is_staff=True) | Q(is_superuser=True))
