"""Takes a tag from all its posts."""

from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log_row
from boards.posts.models import Tag
from boards.posts.permissions import can_delete_tags


@transaction.atomic
def delete_tag(*, tag: Tag, by: Member | None) -> None:
    """Delete a tag; its posts stay, and a tag that is gone already changes nothing.

    Args:
        by: None for the system.

    Raises:
        PermissionDenied: when `by` may not delete tags.
    """
    if by is not None and not can_delete_tags(by):
        raise PermissionDenied
    found = Tag.objects.select_for_update().filter(pk=tag.pk).first()
    if found is None:
        return
    log_row(
        found,
        by=by,
        verb="delete",
        message=_("Deleted."),
        before={"name": found.name},
        flag=DELETION,
    )
    found.delete()
