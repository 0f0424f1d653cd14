"""Changes what a member shows of themselves: the picture and the line below the name."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from boards.accounts.avatars.receiving import store_sent_avatar
from boards.accounts.avatars.storing import remove_avatar, remove_avatar_in_background
from boards.members.models import Member
from boards.members.restrictions import check_may_write


def change_profile(*, member: Member, about: str, picture: UploadedFile | None = None) -> None:
    """Store the line, and the picture where one was sent in place of the one before.

    Raises:
        PermissionDenied: when the account is switched off.
        Silenced: when moderators keep the member from writing anywhere.
        ValidationError: when the picture is refused; then nothing has changed.
    """
    if not member.is_active:
        raise PermissionDenied
    check_may_write(member)
    key = store_sent_avatar(picture) if picture else None
    try:
        _store(member, about, key)
    except BaseException:
        if key:
            remove_avatar(key)
        raise


@transaction.atomic
def _store(member: Member, about: str, key: UUID | None) -> None:
    stored = Member.objects.select_for_update().get(pk=member.pk)
    if key:
        forget_avatar(stored)
        stored.avatar = key
    stored.about = about
    stored.save(update_fields=["about", "avatar"])


def forget_avatar(member: Member) -> None:
    """Take the picture from a row that the caller holds and saves; its files go afterwards."""
    if member.avatar:
        # In the same transaction: no file is lost while its row comes back by a rollback.
        remove_avatar_in_background.enqueue(str(member.avatar))
        member.avatar = None
