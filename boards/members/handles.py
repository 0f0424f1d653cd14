"""What a handle may look like."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MAX_LENGTH = 30
# Letters, digits and Hangul, with . _ - inside; no spaces, so that @handle ends where it ends.
ALLOWED = re.compile(r"\w(?:[\w.\-]*\w)?")


def normalise_handle(handle: str) -> str:
    """Return the one spelling of a handle under which it is stored (Unicode NFKC, trimmed)."""
    return unicodedata.normalize("NFKC", handle).strip()


def validate_handle(handle: str) -> None:
    """Raise ValidationError unless the handle has only letters, digits, `.`, `_` and `-`."""
    if not ALLOWED.fullmatch(handle):
        raise ValidationError(
            _("Use letters, digits, dots, dashes and underscores, with no spaces."),
            code="invalid_handle",
        )
