"""Keeps what a member has typed so far."""

from typing import Any

from django.db import transaction
from django.utils import timezone

from boards.members.models import Member
from boards.posts.models import Draft


class DraftChangedMeanwhile(Exception):
    """Another tab saved this draft, or sent or discarded it, since this one loaded it.

    Attributes:
        stored: the draft as it is; None when it is gone.
    """

    def __init__(self, stored: Draft | None) -> None:
        super().__init__()
        self.stored = stored


@transaction.atomic
def save_draft(*, member: Member, form: str, fields: dict[str, Any], version: int) -> Draft:
    """Store the fields of one form, over the version that the writer has seen.

    Args:
        version: of the draft that the writer has before them; 0 when there was none.

    Raises:
        DraftChangedMeanwhile: when the stored draft is another one; nothing is overwritten.
    """
    mine = Draft.objects.filter(member=member, form=form)
    stored: Draft | None
    if version:
        saved = mine.filter(version=version).update(
            fields=fields, version=version + 1, saved_at=timezone.now()
        )
        stored = mine.first()
    else:
        stored, saved = Draft.objects.get_or_create(
            member=member, form=form, defaults={"fields": fields}
        )
    # A save whose answer was lost is sent again: what is stored then is what it brings.
    if stored is None or not (saved or stored.fields == fields):
        raise DraftChangedMeanwhile(stored)
    return stored
