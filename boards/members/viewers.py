"""Who looks at a page, and which names they see whole."""

from django.contrib.auth.models import AnonymousUser
from django.utils.translation import gettext

from boards.members.masking import mask_name
from boards.members.models import Member

# Whoever looks at a page. Where a viewer may be None, None stands for a guest.
Viewer = Member | AnonymousUser


def may_see_full_name(viewer: Viewer | None, member: Member) -> bool:
    """Say whether the viewer is staff or the member in question."""
    if viewer is None or not viewer.is_active:
        return False
    return viewer.is_staff or viewer.pk == member.pk


def name_for(viewer: Viewer | None, member: Member) -> str:
    """Return the member's name as this viewer may see it; None stands for a guest."""
    if member.deleted_at:
        return gettext("Former member")
    return member.handle if may_see_full_name(viewer, member) else mask_name(member.handle)
