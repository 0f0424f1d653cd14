"""Who may do what to the pages of members."""

from boards.members.models import Member
from boards.members.viewers import Viewer


def can_clear_profile(viewer: Viewer | None, member: Member) -> bool:
    """Say whether the viewer may remove the picture and the line of a member.

    The member may, moderators of whichever board, since a profile belongs to none, and superusers;
    what a superuser shows only superusers remove.
    """
    if not isinstance(viewer, Member) or not viewer.is_active:
        return False
    if viewer.pk == member.pk or viewer.is_superuser:
        return True
    return not member.is_superuser and viewer.moderated_boards.exists()
