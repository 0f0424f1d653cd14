"""Removes a picture or a line from a profile: one's own, or an improper one of another."""

from typing import Literal

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.accounts.actions.change_profile import forget_avatar
from boards.accounts.permissions import can_clear_profile
from boards.members.models import Member
from boards.posts.locking import log_row

Part = Literal["picture", "about"]
_LOGGED = {
    "picture": _("The profile picture was removed."),
    "about": _("The line on the profile was removed."),
}


@transaction.atomic
def remove_from_profile(*, member: Member, part: Part, by: Member) -> None:
    """Remove it; what is gone already changes nothing. What another does is logged.

    Raises:
        PermissionDenied: when `by` is neither the member nor moderates anything.
    """
    if not can_clear_profile(by, member):
        raise PermissionDenied
    stored = Member.objects.select_for_update().get(pk=member.pk)
    if not (stored.avatar if part == "picture" else stored.about):
        return
    if part == "picture":
        forget_avatar(stored)
    else:
        stored.about = ""
    stored.save(update_fields=["about", "avatar"])
    if by.pk != member.pk:
        log_row(stored, by=by, verb=f"remove_{part}", message=_LOGGED[part])
