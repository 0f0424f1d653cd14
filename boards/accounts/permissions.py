"""Who may do what to the pages of members."""

import re

from boards.members.levels import Right, may
from boards.members.models import Member
from boards.members.viewers import Viewer
from boards.sanctions.permissions import can_sanction_everywhere

# A site as people type it, with `https://` before it or without. A sentence of Korean ends with a
# dot as well, often without a space behind it.
_SITE = re.compile(r"\w[.。．][A-Za-z]{2}|://")


def is_line_for_all(member: Member) -> bool:
    """Say whether others read the line on a profile: not where a new member names a site in it.

    Who advertises on profiles joins for it; the line is a hundred characters at most.
    """
    return may(member, Right.LINK_IN_PROFILE) or not _SITE.search(member.about)


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
