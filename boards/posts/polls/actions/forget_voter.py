"""Takes from votes the member whose they are, when an account is deleted."""

from django.db import transaction

from boards.members.models import Member
from boards.posts.models import Vote


@transaction.atomic
def forget_voter(*, member: Member) -> None:
    """Leave a member's votes counted, and nobody's; none there is no error."""
    Vote.objects.filter(member=member).update(member=None)
