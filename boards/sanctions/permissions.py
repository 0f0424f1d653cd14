"""Who may sanction whom, and where."""

from enum import IntEnum

from django.contrib.auth.models import Permission
from django.db.models import Q, QuerySet

from boards.members.backends import MemberBackend
from boards.members.models import Member
from boards.members.restrictions import is_suspended
from boards.members.viewers import Viewer
from boards.models import Board
from boards.permissions import can_sanction_members_of
from boards.sanctions.models import SanctionKind

EVERYWHERE = "boards_sanctions.sanction_everywhere"


class Rank(IntEnum):
    """How high a member stands; only who stands higher sanctions somebody with a rank."""

    MEMBER = 0
    BOARD_MODERATOR = 1
    SITE_MODERATOR = 2
    ADMIN = 3


def rank_of(member: Member) -> Rank:
    """Return the rank of a member, who may be switched off."""
    if member.is_superuser:
        return Rank.ADMIN
    if member.is_staff or member.has_perm(EVERYWHERE):
        return Rank.SITE_MODERATOR
    if member.moderated_boards.exists():
        return Rank.BOARD_MODERATOR
    return Rank.MEMBER


def can_sanction_everywhere(viewer: Viewer | None) -> bool:
    """Say whether the viewer sanctions on the whole site: site moderators and superusers.

    A site moderator is staff with the permission, so that nobody else's page asks for permissions.
    """
    if not isinstance(viewer, Member) or not viewer.is_active or viewer.is_suspended:
        return False
    return viewer.is_superuser or (viewer.is_staff and viewer.has_perm(EVERYWHERE))


def permission_everywhere(viewer: Member) -> "QuerySet[Permission]":
    """Return a row when the viewer was given the permission, for conditions of other queries."""
    app, _dot, codename = EVERYWHERE.partition(".")
    if not viewer.is_staff:
        return Permission.objects.none()
    given = Q(user=viewer.pk) | Q(group__user=viewer.pk)
    return Permission.objects.filter(given, content_type__app_label=app, codename=codename)


def who_sanctions_everywhere() -> list[int]:
    """Return the keys of those for whom `can_sanction_everywhere` says yes."""
    known = MemberBackend().with_perm(EVERYWHERE).filter(Q(is_staff=True) | Q(is_superuser=True))
    rows = known.values_list("pk", "restrictions")
    return [pk for pk, restrictions in rows if not is_suspended(restrictions)]


def can_sanction_on(viewer: Viewer | None, board: Board | None) -> bool:
    """Say whether the viewer warns and silences on a board, or on the whole site for None."""
    if can_sanction_everywhere(viewer):
        return True
    return board is not None and can_sanction_members_of(viewer, board)


def can_give(viewer: Viewer | None, kind: SanctionKind | str, board: Board | None) -> bool:
    """Say whether the viewer gives and lifts sanctions of a kind there; to whom is `is_above`."""
    if kind == SanctionKind.SUSPEND and board is not None:
        return False
    return can_sanction_on(viewer, board)


def is_above(viewer: Member, member: Member) -> bool:
    """Say whether the viewer may sanction this member at all.

    Nobody sanctions themselves, nor who stands as high: an admin is sanctioned by nobody.
    """
    if viewer.pk == member.pk:
        return False
    rank = rank_of(member)
    return rank is Rank.MEMBER or rank < rank_of(viewer)
