"""Signs members in by handle and password, as `MemberManager` finds them."""

from django.contrib.auth.backends import ModelBackend
from django.db.models import BigAutoField, QuerySet

from boards.members.models import Member
from boards.prepared import Slot, prepared


class MemberBackend(ModelBackend):
    """Django's own, which loads the signed-in member of each page by a query written once."""

    def get_user(self, user_id: int) -> Member | None:
        """Return the member who is signed in, unless the account is gone or switched off."""
        member = _members().first(pk=user_id)
        return member if member is not None and self.user_can_authenticate(member) else None


@prepared
def _members() -> QuerySet[Member]:
    return Member.objects.filter(pk=Slot("pk", BigAutoField()))
