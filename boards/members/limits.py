"""What a form says when something was tried too often."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

# When to ask again: the shortest window of these limits is five minutes.
WAIT = {"Retry-After": "300"}  # seconds


def too_many_emails() -> ValidationError:
    """Return the error for an e-mail that is not sent, because many were."""
    return ValidationError(
        _("Too many e-mails were requested. Please wait a while and try again."),
        code="too_many_emails",
    )
