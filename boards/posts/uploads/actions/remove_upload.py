"""Removes a file that somebody else sent."""

from django.contrib.admin.models import DELETION
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from boards.members.models import Member
from boards.posts.locking import log_row
from boards.posts.models import Upload
from boards.posts.permissions import can_remove_uploads


@transaction.atomic
def remove_upload(*, upload: Upload, by: Member | None) -> None:
    """Remove an upload, also one that a post shows; the files go in the background.

    One that is gone already changes nothing. A post that is just getting it waits, and is told.

    Args:
        by: None for the system.

    Raises:
        PermissionDenied: when `by` may not remove the files of others.
    """
    if by is not None and not can_remove_uploads(by):
        raise PermissionDenied
    found = Upload.objects.select_for_update().filter(pk=upload.pk).first()
    if found is None:
        return
    log_row(found, by=by, verb="remove", message=_("Removed."), flag=DELETION)
    found.delete()
