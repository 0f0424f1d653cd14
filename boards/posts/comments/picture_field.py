"""The picture that comes with the form of a comment, and comes back with it until it is sent."""

from dataclasses import dataclass
from uuid import UUID

from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext

from boards.members.models import Member
from boards.posts.models import Upload
from boards.posts.uploads.actions.receive_upload import receive_upload


@dataclass(frozen=True)
class SentPicture:
    """What one sending of the form brought.

    Attributes:
        upload: stored by now, whether it came with this sending or an earlier one.
        error: why the file of this sending was refused; empty when it was not.
    """

    upload: Upload | None = None
    error: str = ""


def take_picture(request: HttpRequest, owner: Member, *, takes_file: bool = True) -> SentPicture:
    """Store the file in the field `picture`, or find again what `kept_picture` names.

    Args:
        takes_file: False leaves the file, and asks to choose it again.
    """
    before = None if "removes_picture" in request.POST else _sent_before(request, owner)
    file = request.FILES.get("picture")
    if file is None:
        return SentPicture(before)
    if not takes_file:
        return SentPicture(before, gettext("Choose the picture again."))
    try:
        return SentPicture(receive_upload(owner=owner, file=file, pictures_only=True))
    except ValidationError as error:
        return SentPicture(before, " ".join(error.messages))


def _sent_before(request: HttpRequest, owner: Member) -> Upload | None:
    """Return what an earlier sending brought; nothing of others, and nothing that is in use."""
    try:
        wanted = UUID(request.POST.get("kept_picture", ""))
    except ValueError:
        return None
    own = Upload.objects.filter(owner=owner, kind=Upload.FileKind.PICTURE, post__isnull=True)
    return own.filter(pk=wanted).first()
