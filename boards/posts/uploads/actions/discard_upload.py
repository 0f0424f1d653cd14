"""Removes a file that its sender does not want any more."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from boards.members.models import Member
from boards.posts.models import Upload


@transaction.atomic
def discard_upload(*, upload: Upload, by: Member) -> None:
    """Remove an upload that no post shows yet; the files go in the background.

    Raises:
        PermissionDenied: when somebody else sent it, or a post has it by now.
    """
    own = Upload.objects.select_for_update().filter(pk=upload.pk, owner=by, post__isnull=True)
    if not own:
        raise PermissionDenied
    own[0].delete()
