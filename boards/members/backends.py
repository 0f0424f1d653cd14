"""Signs members in by handle or e-mail address, and a password."""

from typing import Any, cast

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.hashers import make_password
from django.db.models import BigAutoField, QuerySet
from django.http import HttpRequest

from boards.db.prepared import Param, prepared
from boards.members.models import Member


class MemberBackend(AuthenticationBackend):
    """The one way in by password: one hash, whatever was typed.

    allauth's is its base, so that a member who is switched off is told so after the right password.
    """

    def authenticate(
        self,
        request: HttpRequest | None,
        username: str | None = None,
        password: str | None = None,
        email: str | None = None,
        **credentials: Any,
    ) -> Member | None:
        """Return the member whose handle or proven address, and password, these are."""
        if not password:
            return None
        names = filter(None, (email, username, credentials.get(Member.USERNAME_FIELD)))
        found = (Member.objects.who_signs_in_as(name) for name in names)
        member = next(filter(None, found), None)
        if member is None:
            make_password(password)  # as much work as a known name costs
        return cast("Member | None", self._check_password(member, password))

    def get_user(self, user_id: int) -> Member | None:
        """Return the member who is signed in; None for who is gone, switched off or suspended.

        Each page asks this, so its query is written once. A session of a member who is suspended
        is nobody's from that moment on.
        """
        member = _members().first(pk=user_id)
        return member if member is not None and self.user_can_authenticate(member) else None

    def user_can_authenticate(self, user: Any) -> bool:
        """Say whether the member may be signed in now."""
        return bool(super().user_can_authenticate(user)) and not user.is_suspended


@prepared
def _members() -> QuerySet[Member]:
    return Member.objects.filter(pk=Param("pk", BigAutoField()))
