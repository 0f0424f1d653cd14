"""Who finds members, sees the site as one of them, and merges accounts.

Moderators of a board do none of it: they meet members where they moderate, under masked names.
"""

from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.sanctions.permissions import Rank, can_sanction_everywhere, is_above, rank_of

SEE_AS = "boards_support.see_as_member"


def can_find_members(viewer: Viewer | None) -> bool:
    """Say whether the viewer searches for members by handle: site moderators and superusers."""
    return can_sanction_everywhere(viewer)


def can_find_by_email(viewer: Viewer | None) -> bool:
    """Say whether the viewer searches by e-mail address, which shows it: superusers."""
    return _is_admin(viewer)


def can_see_as_members(viewer: Viewer | None) -> bool:
    """Say whether the viewer may see the site as members do: superusers, and who was given it."""
    if not isinstance(viewer, Member) or not viewer.is_active or viewer.is_suspended:
        return False
    return viewer.is_superuser or (viewer.is_staff and viewer.has_perm(SEE_AS))


def can_see_as(viewer: Viewer | None, member: Member) -> bool:
    """Say whether the viewer may see the site as this member: who can sign in, and stands lower."""
    if not isinstance(viewer, Member) or not can_see_as_members(viewer):
        return False
    is_there = member.is_active and member.deleted_at is None and not member.is_suspended
    return is_there and not member.is_staff and is_above(viewer, member)


def can_merge_members(viewer: Viewer | None) -> bool:
    """Say whether the viewer merges accounts: superusers."""
    return _is_admin(viewer)


def has_no_rank(member: Member) -> bool:
    """Say whether a member has no rights on any board, and so may be the account that goes."""
    return rank_of(member) is Rank.MEMBER


def _is_admin(viewer: Viewer | None) -> bool:
    return (
        isinstance(viewer, Member)
        and viewer.is_active
        and viewer.is_superuser
        and not viewer.is_suspended
    )
