"""Forms that a passkey answers: what is no answer of a key is refused like a wrong one."""

import json
from typing import Any

from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.core.exceptions import ValidationError
from django.forms.fields import InvalidJSONInput
from django.utils.translation import gettext_lazy as _

MAX_ANSWER_LENGTH = 64 * 1024  # characters; a key's answer has a few thousand
# What allauth and fido2 raise that read an answer without asking whether its parts are there.
NO_ANSWER = (AttributeError, LookupError, TypeError, ValueError)


class AnswerField(forms.JSONField):
    """The JSON object that a script sends for a key; any other text is no answer."""

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        """Return the object."""
        if value in self.empty_values:
            return None
        answer = _parsed(value)
        if answer is None:
            raise not_answered()
        return answer

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Return what the form shows again."""
        if data is None:
            return None
        answer = _parsed(data)
        return InvalidJSONInput(data) if answer is None else answer


class PasskeyAnswerMixin:
    """A form of allauth with the field `credential`."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["credential"] = AnswerField()

    def clean_credential(self) -> Any:
        """Return what allauth makes of it; raise ValidationError for what it cannot read."""
        check = getattr(super(), "clean_credential", None)
        if check is None:
            return self.cleaned_data["credential"]  # type: ignore[attr-defined]
        try:
            return check()
        except NO_ANSWER as error:
            raise not_answered() from error

    def clean(self) -> Any:
        """Return the fields; raise ValidationError when allauth cannot read the answer."""
        try:
            return super().clean()  # type: ignore[misc]
        except NO_ANSWER as error:
            raise not_answered() from error


class PasskeySecondStepForm(PasskeyAnswerMixin, AuthenticateWebAuthnForm):
    """The answer of a key as the second step of signing in."""


class PasskeyAgainForm(PasskeyAnswerMixin, ReauthenticateWebAuthnForm):
    """The answer of a key before something that wants a fresh proof."""


def not_answered() -> ValidationError:
    """Return what to raise for an answer that no key of this site gave."""
    return ValidationError(
        _("The passkey did not answer, or does not belong to this site. Nothing was changed.")
    )


def _parsed(text: Any) -> dict[str, Any] | None:
    if not isinstance(text, str) or len(text) > MAX_ANSWER_LENGTH:
        return None
    try:
        answer = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None
