"""Where the site decides something that allauth would decide otherwise."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.internal.httpkit import clean_client_ip
from allauth.mfa.adapter import DefaultMFAAdapter
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from qrcode.image.svg import SvgPathFillImage
from qrcode.main import QRCode

from boards.members.attempts import Attempt, too_early
from boards.members.email_addresses import take_from_others
from boards.members.models import Member
from boards.members.new_handles import clean_new_handle
from boards.members.preferences import language_of
from boards.members.suspended import PAGE, remember_suspended
from boards.members.unconfirmed import forget

EMAIL_STAGE = "allauth.account.stages.EmailVerificationStage"
UNKNOWN_ADDRESS = "0.0.0.0"  # noqa: S104


class AccountAdapter(DefaultAccountAdapter):
    """Handles, proven addresses, and limits on attempts."""

    def clean_username(self, username: str, shallow: bool = False) -> str:
        """Return the stored spelling of a new member's handle; raise ValidationError."""
        return clean_new_handle(username)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Mark an address as its member's own; whoever gave it without proof loses it."""
        if email_address.can_set_verified():
            take_from_others(email_address.email, owner=email_address.user)
        forget(request)
        return bool(super().confirm_email(request, email_address))

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Write to a member in the language that they chose; else in that of the page.

        Whoever asks for the letter need not be its reader, nor speak the same language.
        """
        reader = context.get("user")
        chosen = language_of(reader) if isinstance(reader, Member) and reader.language else None
        with translation.override(chosen or translation.get_language()):
            super().send_mail(template_prefix, email, context)

    def add_message(self, request: HttpRequest, level: int, *args: Any, **kwargs: Any) -> None:
        """Say nothing of a new password above the page that says just that."""
        match = request.resolver_match
        if match is None or match.view_name != "account_reset_password_from_key":
            super().add_message(request, level, *args, **kwargs)

    def get_login_stages(self) -> list[str]:
        """Return the steps of a sign-in, with this site's step for the address."""
        ours = "boards.members.stages.ConfirmedAddressStage"
        return [ours if stage == EMAIL_STAGE else stage for stage in super().get_login_stages()]

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """Lead a member who is suspended to the page that says why, instead of in."""
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        if response is None and isinstance(user, Member) and user.is_suspended:
            remember_suspended(request, user)
            return redirect(PAGE)
        return response

    def get_client_ip(self, request: HttpRequest) -> str:
        """Return the address that limits are counted by.

        Where the proxies left none, it is that of the connection, and where there is none
        either, all such visitors share a limit.
        """
        try:
            return str(super().get_client_ip(request))
        except (ImproperlyConfigured, PermissionDenied):
            return clean_client_ip(request.META.get("REMOTE_ADDR", "")) or UNKNOWN_ADDRESS

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave the counting to `authenticate`."""

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """Return whose name and password these are.

        Raises:
            ValidationError: for an attempt that comes too early; the answer is then a 429.
        """
        name = credentials.get("email") or credentials.get("username") or ""
        attempt = Attempt.by(request, name=name)
        if seconds := attempt.begin():
            request.retry_after = seconds  # type: ignore[attr-defined]
            raise too_early(seconds)
        member: AbstractBaseUser | None = super().authenticate(request, **credentials)
        if member is not None:
            attempt.succeed()
        return member

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        """Leave all counts: the browser in which a password was reset is known from then on."""


class TwoStepAdapter(DefaultMFAAdapter):
    """The picture for the authenticator app."""

    def build_totp_svg(self, url: str) -> str:
        """Return the QR code as an <svg> that stands in the page."""
        code = QRCode(image_factory=SvgPathFillImage)
        code.add_data(url)
        return str(code.make_image().to_string(encoding="unicode"))
