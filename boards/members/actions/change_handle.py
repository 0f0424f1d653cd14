"""Gives a member another handle."""

from django.db import IntegrityError, transaction

from boards.members.models import Member
from boards.members.new_handles import clean_new_handle, taken
from boards.members.restrictions import check_may_write


def change_handle(*, member: Member, handle: str) -> None:
    """Store the new handle; of two who want one at the same moment, one gets the error.

    Raises:
        Silenced: when moderators keep the member from writing anywhere, as everybody reads it.
        ValidationError: when the member may not have it.
    """
    check_may_write(member)
    member.handle = clean_new_handle(handle, member=member)
    try:
        with transaction.atomic():
            member.save(update_fields=["handle"])
    except IntegrityError as error:
        member.refresh_from_db(fields=["handle"])
        raise taken() from error
