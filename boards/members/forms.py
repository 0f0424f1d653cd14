"""Forms of signing up and in, and of the account's own pages."""

from typing import Any

from allauth.account.forms import AddEmailForm, LoginForm, ResetPasswordForm, SignupForm
from allauth.core import context, ratelimit
from allauth.mfa.webauthn.forms import AddWebAuthnForm, LoginWebAuthnForm
from allauth.socialaccount.forms import SignupForm as SocialSignupForm
from django import forms
from django.contrib.auth.password_validation import password_validators_help_texts
from django.core.validators import MaxLengthValidator
from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from boards.members.email_addresses import MAX_EMAIL_LENGTH, discard_unconfirmed, is_proven
from boards.members.handle_field import HandleField
from boards.members.handles import normalise_handle
from boards.members.models import Member
from boards.members.new_handles import clean_new_handle
from boards.members.new_members import check_may_sign_up
from boards.members.passkeys import PasskeyAnswerMixin
from boards.proof_of_work.forms import ProofMixin, is_unproved

HANDLE_HELP = _(
    "Letters, digits, dots, hyphens and underscores. Others see only the first two letters."
)


def without_placeholders(form: forms.Form) -> None:
    """Take away the placeholders that repeat the labels."""
    for field in form.fields.values():
        field.widget.attrs.pop("placeholder", None)


class SignInForm(LoginForm):
    """Handle or address, and password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["login"].label = _("Handle or e-mail")
        self.fields["login"].widget.attrs["autocomplete"] = "username"
        self.fields["login"].validators.append(MaxLengthValidator(MAX_EMAIL_LENGTH))
        self.fields["remember"].label = _("Stay signed in")

    def clean_login(self) -> str:
        """Return the address, or the handle in its stored spelling."""
        login = super().clean_login()
        return login if "@" in login else normalise_handle(login)


class NewMemberMixin:
    """What both ways to sign up share."""

    fields: dict[str, forms.Field]

    def describe_fields(self) -> None:
        """Name the fields in the site's words."""
        widget = self.fields["username"].widget
        widget.attrs.pop("maxlength", None)
        self.fields["username"] = HandleField(
            label=_("Handle"), help_text=HANDLE_HELP, widget=widget
        )
        self.fields["email"].label = _("E-mail")
        self.fields["email"].validators.append(MaxLengthValidator(MAX_EMAIL_LENGTH))

    def clean(self) -> dict[str, Any]:
        """Ask whether its sender may become a member at all."""
        cleaned: dict[str, Any] = super().clean()  # type: ignore[misc]
        if context.request is not None:
            check_may_sign_up(context.request)
        return cleaned

    def validate_unique_email(self, value: str) -> str:
        """Note whether the address is a member's; that another wished for it is nothing."""
        if is_proven(value) or Member.objects.with_email(value).exists():
            return super().validate_unique_email(value)  # type: ignore[misc]
        return value

    def save(self, request: HttpRequest) -> Member:
        """Store the member and the address; raise IntegrityError when somebody was faster."""
        with transaction.atomic():
            discard_unconfirmed(self.cleaned_data["email"])  # type: ignore[attr-defined]
            return super().save(request)  # type: ignore[misc]


class SignUpForm(ProofMixin, NewMemberMixin, SignupForm):
    """Handle, address and password of a new member."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.describe_fields()
        self.fields["password1"].help_text = " ".join(password_validators_help_texts())
        self.add_proof()

    def clean(self) -> dict[str, Any]:
        """Let in few of a network whose browsers proved no work, where that is asked for."""
        cleaned: dict[str, Any] = super().clean()
        action = "signup_unproved"
        if is_unproved(self.data) and not ratelimit.consume(context.request, action=action):
            told = _("Too many signed up from here. Try again in an hour.")
            raise forms.ValidationError(told)
        return cleaned


class SignUpFromOtherSiteForm(NewMemberMixin, SocialSignupForm):
    """Handle and address of a new member who came from another site."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.describe_fields()


class NewAddressForm(AddEmailForm):
    """The address to which a member changes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = _("New e-mail address")
        self.fields["email"].validators.append(MaxLengthValidator(MAX_EMAIL_LENGTH))


class ForgottenPasswordForm(ResetPasswordForm):
    """The address to which the way to a new password is sent."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        without_placeholders(self)
        self.fields["email"].label = _("E-mail")

    def clean_email(self) -> str:
        """Find whose address it is.

        An address that a member wished to change to, and may have mistyped, opens no account.
        """
        email = super().clean_email()
        self.users = [
            user for user in self.users if user.email == Member.objects.normalize_email(email)
        ]
        return email


class AddressForm(forms.Form):
    """An address to which an e-mail is sent."""

    address = forms.EmailField(
        label=_("E-mail"),
        max_length=MAX_EMAIL_LENGTH,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )

    def clean_address(self) -> str:
        """Return the stored spelling."""
        return str(self.cleaned_data["address"]).lower()


class NewPasskeyForm(PasskeyAnswerMixin, AddWebAuthnForm):
    """A key: one that signs in by itself, unless that is switched off."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name")
        self.fields["passwordless"].label = _("Sign in with this passkey alone, without a password")
        self.fields["passwordless"].help_text = _(
            "You then confirm with a fingerprint, your face or a PIN."
        )
        self.fields["passwordless"].initial = True


class ChangeHandleForm(forms.Form):
    """A member's new handle."""

    handle = HandleField(
        label=_("New handle"),
        help_text=HANDLE_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "username"}),
    )

    def __init__(self, *args: Any, member: Member, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.member = member

    def clean_handle(self) -> str:
        """Return the stored spelling; raise ValidationError when the member may not have it."""
        return clean_new_handle(self.cleaned_data["handle"], member=self.member)


class PasskeySignInForm(PasskeyAnswerMixin, LoginWebAuthnForm):
    """The answer of a passkey that signs in by itself."""
