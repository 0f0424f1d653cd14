"""Forgets what a member has read, because they want it so or leave."""

from django.db import transaction

from boards.members.models import Member
from boards.posts.models import ReadMark


@transaction.atomic
def forget_read_marks(*, member: Member) -> None:
    """Delete every read mark of a member; none there is no error."""
    ReadMark.objects.filter(member=member).delete()
