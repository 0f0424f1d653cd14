"""Who may do what to the pages of members."""

from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.sanctions.permissions import can_sanction_everywhere


def can_clear_profile(viewer: Viewer | None, member: Member) -> bool:
    """Say whether the viewer may remove the picture and the line of a member.

    The member may, moderators of whichever board or of the site, since a profile belongs to no
    board, and superusers;
    what a superuser shows only superusers remove.
    """
    if not isinstance(viewer, Member) or not viewer.is_active:
        return False
    if viewer.pk == member.pk or viewer.is_superuser:
        return True
    moderates = viewer.moderations.filter(content=True).exists() or can_sanction_everywhere(viewer)
    return moderates and not member.is_superuser
