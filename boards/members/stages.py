"""Steps of a sign-in."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.account.stages import EmailVerificationStage

from boards.members.models import Member
from boards.members.unconfirmed import Unconfirmed, remember, still_unconfirmed


class ConfirmedAddressStage(EmailVerificationStage):
    """Wants a confirmed address of everybody who has one.

    Only an administrator makes members without an address; they have nothing to confirm.
    """

    def handle(self) -> Any:
        """Return a response that interrupts the sign-in, if any, and whether it goes on later."""
        member = self.login.user
        if isinstance(member, Member) and not _gave_an_address(member):
            return None, True
        interruption, goes_on = super().handle()
        if interruption and isinstance(member, Member) and not self.login.signup:
            self._remember(member)
        return interruption, goes_on

    def _remember(self, member: Member) -> None:
        """Let who gave the right password go on where the sign-up ended."""
        if still_unconfirmed(member.pk):
            remember(self.request, Unconfirmed(email=member.email, member_id=member.pk))


def _gave_an_address(member: Member) -> bool:
    return bool(member.email) or EmailAddress.objects.filter(user=member).exists()
